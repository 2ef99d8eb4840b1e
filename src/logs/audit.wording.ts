import type { PermissionCatalogue } from '../access/catalogue.js';
import { say } from '../platform/errors.js';
import { isId } from '../platform/ids.js';
import type { Formats } from '../platform/pages/formats.js';
import type { Words } from '../platform/pages/words.js';
import { asSwitches, switchName } from '../settings/switches.js';
import type { AuditRow, KeptName } from './audit.queries.js';
import type { NamedThings } from './named-things.queries.js';

/** One field of a change as a person reads it. Of what was added there is no before. */
export interface ReadableChange {
  readonly field: string;
  readonly before: string | null;
  readonly after: string;
}

const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/;
const DAY = /^\d{4}-\d\d-\d\d$/;
/** Parts of the name of a field that stand before a permission, each with words of its own. */
const SWITCHES = ['sections', 'available', 'default'];

/** Says in plain words what a line of the audit log holds: names of permissions, yes and no. */
export class AuditWording {
  constructor(
    private readonly words: Words,
    private readonly catalogue: PermissionCatalogue,
    private readonly formats: Formats,
    private readonly names: NamedThings,
  ) {}

  action({ action }: Pick<AuditRow, 'action'>): string {
    const key = `audit.actions.${action}`;
    return this.words.has(key) ? this.words.say(key) : action;
  }

  changes({ before, after, names, subjectKind }: AuditRow): ReadableChange[] {
    const [old, now] = [sideOf(before, names, 'before'), sideOf(after, names, 'after')];
    const erased = new Set(names.filter((name) => name.erased).map(({ field }) => field));
    const fields = [...new Set([...Object.keys(old), ...Object.keys(now), ...erased])];
    return fields.map((field) => {
      if (erased.has(field))
        return { field: this.label(field, subjectKind), before: null, after: this.words.say('logs.erased') };
      if (field === 'logo' && subjectKind === 'organisation')
        return {
          field: this.label(field, subjectKind),
          before: null,
          after: this.logo(old[field], now[field]),
        };
      return {
        field: this.label(field, subjectKind),
        before: before === null ? null : this.value(field, this.asSwitch(field, old[field])),
        after: this.value(field, this.asSwitch(field, now[field])),
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

  private label(field: string, subjectKind: string): string {
    const [first = '', ...rest] = field.split('.');
    if (SWITCHES.includes(first) && rest.length > 0) {
      const key = rest.join('.');
      const permission =
        first === 'available'
          ? this.permission(key)
          : switchName(this.catalogue, key, (text) => this.words.say(text));
      return this.words.say(say(`logs.switches.${first}`, { permission }));
    }
    const camel = field.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
    const known = [`logs.fields.${camel}`, `${FOLDERS[subjectKind] ?? subjectKind}.fields.${camel}`].find(
      (key) => this.words.has(key),
    );
    return known ? this.words.say(known) : spelledOut(camel);
  }

  /** Of what a switch hides, yes is no. */
  private asSwitch(field: string, value: unknown): unknown {
    return typeof value === 'boolean' ? asSwitches({ [field]: value }, this.catalogue)[field] : value;
  }

  private value(field: string, value: unknown): string {
    if (value === null || value === undefined || value === '') return this.words.say('logs.nothing');
    if (typeof value === 'boolean') return this.words.say(value ? 'sections.yes' : 'sections.no');
    if (typeof value === 'string') return this.text(field, value);
    if (Array.isArray(value))
      return value.length === 0
        ? this.words.say('logs.nothing')
        : value.map((one) => this.value(field, one)).join(', ');
    if (typeof value === 'object')
      return Object.entries(value)
        .map(([key, inner]) => `${this.label(key, '')}: ${this.value(key, inner)}`)
        .join(', ');
    return String(value);
  }

  private text(field: string, value: string): string {
    if (isId(value)) return this.names.get(value)?.name || this.words.say('logs.gone');
    if (MOMENT.test(value)) return this.formats.dateTime(value);
    if (DAY.test(value)) return this.formats.date(value);
    if (this.words.has(`logs.values.${field}.${value}`))
      return this.words.say(`logs.values.${field}.${value}`);
    return PERMISSION_FIELDS.includes(field) ? this.permission(value) : value;
  }

  private permission(key: string): string {
    const definition = this.catalogue.find(key);
    return definition ? this.words.say(`${definition.words}.name`) : key;
  }
}

/** Fields whose texts are keys of permissions or sections. */
const PERMISSION_FIELDS = ['withheld', 'section', 'permission', 'permissions'];

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
