import type { PermissionCatalogue } from '../access/catalogue.js';
import { isId } from '../platform/ids.js';
import { cellText } from '../platform/pages/cells.js';
import type { Formats } from '../platform/pages/formats.js';
import type { Words } from '../platform/pages/words.js';
import { inMinorUnits } from '../sections/company/business.forms.js';
import { fieldCell } from '../sections/engine/field.cells.js';
import { NEWS } from '../notifications/news.js';
import { declaredField, type DeclaredField } from './audit.declared.js';
import type { NamedThings } from './named-things.queries.js';

/** What a value of a line belongs to. */
export interface Belonging {
  /** What the line is about: `invoices`, `business`. */
  readonly subject: string;
  /** The list that it speaks of, where it is about none of its records. */
  readonly section?: string | undefined;
  /** The fields that it stands in, from the outside. */
  readonly path: readonly string[];
  /** In which an amount is that stands in this column. */
  readonly currencyOf: (column: string) => string | undefined;
}

/** What names by key stand for today: types of files, flags. */
export type KeyNames = ReadonlyMap<string, string>;

const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/;
const DAY = /^\d{4}-\d\d-\d\d$/;

/** Writes values of audit lines as the pages write them; what cannot be told is written as it stands. */
export class AuditValues {
  constructor(
    private readonly words: Words,
    private readonly catalogue: PermissionCatalogue,
    private readonly formats: Formats,
    private readonly names: NamedThings,
    private readonly keyNames: KeyNames,
  ) {}

  /** What declares a value, if a section does: a record's own, what a list was narrowed by, a status for many. */
  declared({ subject, section, path }: Belonging): DeclaredField | undefined {
    const [first = '', second] = path;
    if (path.length === 1)
      return (
        declaredField(subject, first) ??
        (first === 'status' ? declaredField(section ?? '', first) : undefined)
      );
    return path.length === 2 && first === 'query'
      ? declaredField(section ?? '', second as string)
      : undefined;
  }

  write(value: unknown, of: Belonging, label: (of: Belonging) => string): string {
    if (value === null || value === undefined || value === '') return this.words.say('logs.nothing');
    if (Array.isArray(value))
      return value.length === 0
        ? this.words.say('logs.nothing')
        : value.map((one) => this.write(one, of, label)).join(', ');
    if (typeof value === 'object')
      return Object.entries(value)
        .map(([name, inner]) => {
          const within = { ...of, path: [...of.path, name] };
          return `${label(within)}: ${this.write(inner, within, label)}`;
        })
        .join(', ');
    return this.told(value, of) ?? this.plain(value, of.path.at(-1) ?? '');
  }

  /** A value that a section declares, or that has words of its own. */
  private told(value: unknown, of: Belonging): string | undefined {
    const declared = this.declared(of);
    if (declared) return this.ofField(String(value), value, declared, of);
    const name = of.path.at(-1) ?? '';
    if (of.subject === 'business' && name === 'amount') return this.amount(String(value));
    if (name === 'bytes' && Number.isSafeInteger(Number(value))) return this.formats.fileSize(Number(value));
    if (this.keyNames.has(`${name}.${String(value)}`)) return this.keyNames.get(`${name}.${String(value)}`);
    return this.worded(String(value), of.subject, name);
  }

  private ofField(
    text: string,
    value: unknown,
    { section, field, currency }: DeclaredField,
    of: Belonging,
  ): string | undefined {
    if (currency || isId(text)) return undefined;
    const [name, kind] = [field.name, field.kind];
    if (kind === 'fileType' || kind === 'flag') return this.keyNames.get(`${name}.${text}`);
    if (kind === 'choice')
      return this.words.has(`${section}.${name}.${text}`)
        ? this.words.say(`${section}.${name}.${text}`)
        : undefined;
    if (NUMBERS.includes(kind) && !/^-?\d+$/.test(text)) return undefined;
    if (field.typed === 'hours')
      return `${Math.floor(Number(text) / 60)}:${String(Number(text) % 60).padStart(2, '0')}`;
    const amountIn = kind === 'money' ? of.currencyOf(field.currencyColumn as string) : '';
    if (
      amountIn === undefined ||
      (kind === 'date' && !DAY.test(text)) ||
      (kind === 'time' && !MOMENT.test(text))
    )
      return undefined;
    const values = { [name]: value, [`${name}Currency`]: amountIn };
    return cellText(fieldCell(section, field, values), this.words, this.formats);
  }

  /** `5000000.50 GBP`, as the line of the business holds what an insurance covers. */
  private amount(text: string): string | undefined {
    const [, amount, currency] = /^(\d+(?:\.\d+)?) ([A-Z]{3})$/.exec(text) ?? [];
    return amount && currency
      ? this.formats.money(inMinorUnits(amount, currency) ?? '0', currency)
      : undefined;
  }

  private worded(text: string, subject: string, name: string): string | undefined {
    const keys = [WORDS[`${subject}.${name}`], WORDS[name], `logs.values.${name}.*`];
    const key = keys.map((one) => one?.replace('*', text)).find((one) => one && this.words.has(one));
    return key ? this.words.say(key) : undefined;
  }

  private plain(value: unknown, name: string): string {
    if (typeof value === 'boolean') return this.words.say(value ? 'sections.yes' : 'sections.no');
    if (typeof value === 'number') return this.formats.number(value);
    if (typeof value !== 'string') return String(value);
    if (isId(value)) return this.names.get(value)?.name || this.words.say('logs.gone');
    if (MOMENT.test(value)) return this.formats.dateTime(value);
    if (DAY.test(value)) return this.formats.date(value);
    return PERMISSION_FIELDS.includes(name) ? this.permission(value) : value;
  }

  permission(key: string): string {
    const definition = this.catalogue.find(key);
    const keys = definition
      ? [`${definition.words}.name`]
      : [`access.may.${key}.name`, `${key}.title`, `logs.pages.${key}`];
    const known = keys.find((one) => this.words.has(one));
    return known ? this.words.say(known) : key;
  }
}

const NUMBERS = ['whole', 'weight', 'money'];

/** Fields whose texts are keys of permissions or sections. */
const PERMISSION_FIELDS = ['withheld', 'section', 'permission', 'permissions'];

/** Where the words of a code stand, by the field or by the subject and the field. */
const WORDS: Readonly<Record<string, string>> = {
  'business.kind': 'licences.kind.*',
  'business.regulator': 'licences.regulator.*',
  'customer.kind': 'customers.addresses.kinds.*',
  'schedule.frequency': 'schedules.frequencies.*',
  'record-change.state': 'operations.many.states.*',
  'bulk-change.state': 'operations.many.states.*',
  report: 'reporting.*.title',
  format: 'exports.formats.*',
  ...Object.fromEntries(NEWS.map(({ section: { key } }) => [`portal-user.${key}`, 'notifications.how.*'])),
};
