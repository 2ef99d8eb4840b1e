import type { PermissionCatalogue } from '../access/catalogue.js';
import { say, type Text } from '../platform/errors.js';
import { isId } from '../platform/ids.js';
import type { Words } from '../platform/pages/words.js';
import { fieldLabel } from '../sections/engine/field.cells.js';
import { asSwitches, switchName } from '../settings/switches.js';
import { currencyKey, type Currencies } from './audit.background.js';
import type { AuditRow, KeptName } from './audit.queries.js';
import type { AuditValues, Belonging } from './audit.values.js';

/** One field of a change as a person reads it. Of what was added there is no before. */
export interface ReadableChange {
  readonly field: string;
  readonly before: string | null;
  readonly after: string;
}

/** Parts of the name of a field that stand before a permission, each with words of its own. */
const SWITCHES = ['sections', 'available', 'default'];

/** What tells a line from others stands before what is beside it. */
const FIRST = ['section', 'format', 'rows'];
const placeOf = (field: string): number => (FIRST.includes(field) ? FIRST.indexOf(field) : FIRST.length);

const isEmpty = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length === 0;
/** A list that nothing narrows has no filters to tell of. */
const tellsNothing = (sides: readonly unknown[]): boolean =>
  sides.some(isEmpty) && sides.every((side) => (side ?? undefined) === undefined || isEmpty(side));

/** Says in plain words what a line of the audit log holds: fields by their names, values as pages show them. */
export class AuditWording {
  constructor(
    private readonly words: Words,
    private readonly catalogue: PermissionCatalogue,
    private readonly values: AuditValues,
    private readonly currencies: Currencies,
  ) {}

  action({ action }: Pick<AuditRow, 'action'>): string {
    const key = `audit.actions.${action}`;
    return this.words.has(key) ? this.words.say(key) : action;
  }

  changes(row: AuditRow): ReadableChange[] {
    const { before, after, names, subjectKind } = row;
    const [old, now] = [sideOf(before, names, 'before'), sideOf(after, names, 'after')];
    const erased = new Set(names.filter((name) => name.erased).map(({ field }) => field));
    const fields = [...new Set([...Object.keys(old), ...Object.keys(now), ...erased])];
    const written = (field: string, side: Side, other: Side): string => {
      const of = belonging(
        row,
        field,
        (column) => textOf(side[column]) ?? textOf(other[column]) ?? this.known(row, column),
      );
      return this.values.write(this.asSwitch(field, side[field]), of, (one) => this.label(one));
    };
    return fields
      .toSorted((a, b) => placeOf(a) - placeOf(b))
      .filter((field) => erased.has(field) || !tellsNothing([old[field], now[field]]))
      .filter((field) => erased.has(field) || !this.isBesideAmounts(row, field, old, now))
      .map((field) => {
        const label = this.label(belonging(row, field));
        if (erased.has(field)) return { field: label, before: null, after: this.words.say('logs.erased') };
        if (field === 'logo' && subjectKind === 'organisation')
          return { field: label, before: null, after: this.logo(old[field], now[field]) };
        return {
          field: label,
          before: before === null ? null : written(field, old, now),
          after: written(field, now, old),
        };
      });
  }

  /** A change in one line: *Jobs: No → Yes*. */
  line({ field, before, after }: ReadableChange): string {
    return this.words.say(
      before === null ? say('logs.held', { field, after }) : say('logs.changed', { field, before, after }),
    );
  }

  /** A logo is a file, which has no name to say. */
  private logo(before: unknown, after: unknown): string {
    return this.words.say(`logs.logo.${!after ? 'removed' : before ? 'replaced' : 'set'}`);
  }

  private known(row: AuditRow, column: string): string | undefined {
    return this.currencies.get(currencyKey(row, column));
  }

  /** A currency that stayed as it was stands in a line for its amounts, which name it. */
  private isBesideAmounts(row: AuditRow, field: string, old: Side, now: Side): boolean {
    return this.values.declared(belonging(row, field))?.currency === true && old[field] === now[field];
  }

  private label(of: Belonging): string {
    const field = of.path.at(-1) ?? '';
    const [first = '', ...rest] = field.split('.');
    if (SWITCHES.includes(first) && rest.length > 0) {
      const key = rest.join('.');
      const permission =
        first === 'available'
          ? this.values.permission(key)
          : switchName(this.catalogue, key, (text) => this.words.say(text));
      return this.words.say(say(`logs.switches.${first}`, { permission }));
    }
    const declared = this.values.declared(of);
    const own: Text | undefined =
      declared && !declared.currency ? fieldLabel({ key: declared.section }, declared.field) : undefined;
    if (own && this.words.has(own.key)) return this.words.say(own);
    const camel = field.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
    const folder = FOLDERS[of.subject] ?? of.subject;
    const within = of.path.slice(0, -1).map((part) => `${folder}.${part}.${camel}`);
    const known = [
      ...within,
      `logs.fields.${camel}`,
      `${folder}.fields.${camel}`,
      `${folder}.${camel}.title`,
    ].find((key) => this.words.has(key));
    return known ? this.words.say(known) : spelledOut(camel);
  }

  /** Of what a switch hides, yes is no. */
  private asSwitch(field: string, value: unknown): unknown {
    return typeof value === 'boolean' ? asSwitches({ [field]: value }, this.catalogue)[field] : value;
  }
}

const belonging = (
  { subjectKind, before, after }: AuditRow,
  field: string,
  currencyOf: Belonging['currencyOf'] = () => undefined,
): Belonging => {
  const { section } = { ...(before as Side | null), ...(after as Side | null) };
  return { subject: subjectKind, section: textOf(section), path: [field], currencyOf };
};

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value ? value : undefined;

/** In which folder's words the fields of a subject are named. */
const FOLDERS: Readonly<Record<string, string>> = {
  'bulk-change': 'settings.bulk',
  business: 'company.business',
  customer: 'customers',
  customers: 'company',
  'portal-user': 'portal-users',
  organisation: 'settings.organisation',
  'portal-settings': 'settings.portal',
};

type Side = Readonly<Record<string, unknown>>;

const sideOf = (side: unknown, names: readonly KeptName[], which: 'before' | 'after'): Side => ({
  ...(side as Side | null),
  ...Object.fromEntries(names.filter((name) => !name.erased).map((name) => [name.field, name[which]])),
});

/** *Cancellation reason* of `cancellationReason`, where nobody has named a field. */
export const spelledOut = (camel: string): string => {
  const text = camel
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/[-.]/g, ' ')
    .toLowerCase();
  return text.charAt(0).toUpperCase() + text.slice(1);
};

/** Every id in a change, so that names can be found for them. */
export function idsWithin(value: unknown): string[] {
  if (typeof value === 'string') return isId(value) ? [value] : [];
  if (Array.isArray(value)) return value.flatMap(idsWithin);
  return value && typeof value === 'object' ? Object.values(value).flatMap(idsWithin) : [];
}
