import type { PermissionCatalogue } from '../access/catalogue.js';
import { say, type Text } from '../platform/errors.js';
import { isId } from '../platform/ids.js';
import { cell, type Cell } from '../platform/pages/cells.js';
import type { Words } from '../platform/pages/words.js';
import { spelledOut } from './audit.wording.js';
import type { NamedThings } from './named-things.queries.js';

/** What only the database needs stands in the file alone. */
const FOR_THE_FILE =
  /^(id|version|\w+_key|epoch|login_epoch|lease_until|message_id|changed_in|token_version|attempt|payload|map|headings|form|reached|rights|position|last_step|href|back_path|line_id|next_attempt_at|operations\.kind)$/;

/** Where the words of a code stand; of others below `held-page.values`. */
const CODES: Readonly<Record<string, string>> = {
  'logins.kind': 'identity.logins.types.*',
  'mails.kind': 'mail.kinds.*',
  'operations.state': 'operations.many.states.*',
  'exports.state': 'exports.states.*',
  'exports.format': 'exports.formats.*',
  'notification_choices.how': 'notifications.how.*',
  'saved_views.shared': 'platform.views.shared.*',
};

const PERMISSIONS = ['section', 'permission', 'withheld'];

/** Says in words what a column of a table holds. */
export class HeldWords {
  constructor(
    private readonly words: Words,
    private readonly catalogue: PermissionCatalogue,
    private readonly things: NamedThings,
  ) {}

  /** Whoever an id stands for is called by name; the person's own, and what has no name, is for the file. */
  items(table: string, row: Readonly<Record<string, unknown>>, person: string) {
    return Object.entries(row)
      .filter(([column]) => !FOR_THE_FILE.test(column) && !FOR_THE_FILE.test(`${table}.${column}`))
      .filter(([, value]) => !isNothing(value) && idOf(value) !== person)
      .filter(([, value]) => !isKey(idOf(value)) || this.things.has(idOf(value) as string))
      .map(([column, value]) => ({
        label: this.label(table, column),
        cell: this.cell(table, column, value),
      }));
  }

  /** A code in words; as it stands where nothing is known of it. */
  code(table: string, column: string, value: string): string {
    const permission = this.catalogue.find(value);
    const keys = [
      CODES[`${table}.${column}`]?.replace('*', value),
      `logs.held-page.values.${column}.${value}`,
      ...(PERMISSIONS.includes(column) ? [`${permission?.words}.name`, `${value}.title`] : []),
    ];
    const key = keys.find((one) => one && this.words.has(one));
    return key ? this.words.say(key) : value;
  }

  private label(table: string, column: string): Text {
    const own = `logs.held-page.columnsOf.${table}.${column}`;
    return say(this.words.has(own) ? own : `logs.held-page.columns.${column}`);
  }

  private cell(table: string, column: string, value: unknown): Cell {
    const thing = this.things.get(String(idOf(value)));
    if (thing) return cell.text(thing.name || null, thing.href);
    if (typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value)) return cell.dateTime(value);
    if (isSentence(value)) return cell.words(value);
    return cell.text(this.told(table, column, value));
  }

  private told(table: string, column: string, value: unknown): string {
    if (typeof value === 'boolean') return this.words.say(value ? 'sections.yes' : 'sections.no');
    if (column === 'field') return this.field(String(value));
    if (typeof value === 'string') return this.code(table, column, value);
    if (Array.isArray(value)) return value.map((one) => this.told(table, column, one)).join(', ');
    if (isSentence(value)) return this.words.say(value);
    return typeof value === 'object' && value !== null ? this.pairs(table, value) : String(value);
  }

  private field(name: string): string {
    return this.words.has(`logs.fields.${name}`) ? this.words.say(`logs.fields.${name}`) : spelledOut(name);
  }

  private pairs(table: string, value: object): string {
    return Object.entries(value)
      .map(([key, inner]) => `${this.field(key)}: ${this.told(table, key, inner)}`)
      .join(', ');
  }
}

const isKey = (value: unknown): value is string => typeof value === 'string' && isId(value);

/** Whoever did something stands there with a kind and an address. */
const idOf = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && 'kind' in value && 'id' in value ? value.id : value;

const isNothing = (value: unknown): boolean =>
  value === null || value === '' || (typeof value === 'object' && Object.keys(value).length === 0);

const isSentence = (value: unknown): value is Text =>
  typeof value === 'object' && value !== null && typeof (value as Text).key === 'string';
