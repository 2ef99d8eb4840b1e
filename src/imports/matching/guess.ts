import type { Text } from '../../platform/errors.js';
import { type ImportField, isAmount, propertyOf } from '../import.fields.js';
import { CURRENCY_CODES } from '../../platform/money.js';
import { weightUnit, type WeightUnit } from '../value.weight.js';
import type { ColumnGlimpse } from './glimpse.js';
import { columnChoice, type FieldChoice, NO_CHOICE } from './field.choice.js';
import { looksLike } from './guess.values.js';
import { HEADING_NAMES } from './heading.names.data.js';
import { writtenOf } from './written.choice.js';

/** What names are guessed by: the fields, what one record is called, and how words are said. */
export interface GuessedBy {
  readonly fields: readonly ImportField[];
  /** The collection: `jobs`. Its records have a number of their own: `job number`. */
  readonly collection: string;
  readonly words: (text: Text) => string;
}

interface Pair {
  readonly field: ImportField;
  readonly at: number;
  readonly score: number;
}

/** A map for columns that nobody has matched yet: what their headings tell, where their values agree. */
export function guessedMap(columns: readonly ColumnGlimpse[], by: GuessedBy): Record<string, unknown> {
  const names = columns.map(({ name }) => name);
  const choices = new Map<string, FieldChoice>();
  const taken = new Set<number>();
  const currency = currencyColumn(columns);
  for (const { field, at } of pairs(columns, by)) {
    if (taken.has(at) || choices.has(field.path)) continue;
    taken.add(at);
    choices.set(field.path, {
      ...choiceFor(field, columns[at], at),
      ...(isAmount(field) ? { currency } : {}),
    });
  }
  // What became of a waste weighs what the waste weighs, where a row has one of each.
  const item = choices.get(ITEM_WEIGHT);
  if (item && choices.has(FATE_CODE) && !choices.has(FATE_WEIGHT)) choices.set(FATE_WEIGHT, item);
  return {
    fields: Object.fromEntries(
      by.fields.flatMap((field) => {
        const choice = choices.get(field.path);
        return choice ? [[field.path, writtenOf(choice, field, names, undefined)]] : [];
      }),
    ),
  };
}

const ITEM_WEIGHT = 'wasteItems[].weight';
const FATE_CODE = 'wasteItems[].fates[].code';
const FATE_WEIGHT = 'wasteItems[].fates[].weight';

/** Every field with every column that may be it, the surest first. */
const pairs = (columns: readonly ColumnGlimpse[], by: GuessedBy): Pair[] =>
  by.fields
    .flatMap((field) => {
      const names = namesOf(field, by);
      return columns.flatMap((column, at): Pair[] => {
        const named = scoreOf(column.name, names) - DEEPER * depthOf(field);
        const score = named > 0 && field.path === 'reference' ? named - mostlyBlank(column, columns) : named;
        return named > 0 && looksLike(field, column) ? [{ field, at, score }] : [];
      });
    })
    .toSorted((a, b) => b.score - a.score);

/** Of several columns that may be the reference, those that are filled stand before others. Rows of one record share it. */
const mostlyBlank = ({ filled }: ColumnGlimpse, columns: readonly ColumnGlimpse[]): number =>
  filled * 2 >= Math.max(...columns.map((one) => one.filled)) ? 0 : EXACT;

const EXACT = 1000;
/** What a record itself may hold is looked for before what its children may. */
const DEEPER = 100;
const depthOf = ({ path }: ImportField): number => path.split('[]').length - 1;

/** A heading that is a name, before one that has a name in it: `Waste quantity (numbers only)`. */
function scoreOf(heading: string, { sure, loose }: Names): number {
  const exact = sure.indexOf(plain(heading));
  if (exact >= 0) return EXACT - exact;
  // What stands in brackets explains; it names something else as often.
  const bare = plain(heading.replace(/\(.*?\)/g, ' '));
  const within = loose.findIndex((name) => ` ${bare} `.includes(` ${name} `));
  return within < 0 ? 0 : EXACT / 2 - within;
}

interface Names {
  readonly sure: readonly string[];
  /** What also counts within a longer heading: of what every file has, and of what is like nothing else. */
  readonly loose: readonly string[];
}

function namesOf(field: ImportField, { collection, words }: GuessedBy): Names {
  const [last = '', before = ''] = field.path.replaceAll('[]', '').split('.').reverse();
  const record = plain(collection).replace(/s$/, '');
  const known = HEADING_NAMES[`${before}.${last}`] ?? HEADING_NAMES[last] ?? [];
  const isRecords = field.path === 'reference';
  const own = isRecords
    ? ['number', 'no', 'reference', 'ref', 'id', 'code'].map((word) => `${record} ${word}`)
    : [];
  const called = field.label ? [plain(words(field.label))] : [];
  // The name or weight of a list is rarely what a heading means; its whole path always is. A waste item is most of a job.
  const isOfJob = /^wasteItems\[\]\.\w+$/.test(field.path) || field.kind === 'fate';
  const isDeep = field.path.includes('[]') && !isOfJob;
  const sure = [
    plain(field.path),
    plain(`${before} ${propertyOf(field)}`),
    ...(isDeep ? [] : [...own, plain(last), plain(propertyOf(field)), ...called, ...known]),
  ];
  const isLoose = field.required || ['ewc', 'fate'].includes(field.kind) || field.path === 'site';
  return { sure, loose: isLoose && !isDeep ? known.filter((name) => name.length > 3) : [] };
}

/** `wasteItems[].containerCount` and `Container count:` are alike. */
const plain = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .replace(/&/g, ' and ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

const choiceFor = (field: ImportField, column: ColumnGlimpse | undefined, at: number): FieldChoice => ({
  ...NO_CHOICE,
  from: columnChoice(at),
  unit: field.kind === 'weight' && column ? (unitOf(column) ?? '') : '',
});

/** The column of the amounts' currencies: it is called so, and holds nothing but their codes. */
function currencyColumn(columns: readonly ColumnGlimpse[]): string {
  const at = columns.findIndex(
    ({ name, words = [] }) =>
      /\b(currency|ccy|curr)( code| id| iso)?$/.test(plain(name)) &&
      words.length > 0 &&
      words.every((word) => CURRENCY_CODES.has(word.toUpperCase())),
  );
  return at < 0 ? '' : columnChoice(at);
}

/** The unit of a column of weights: each cell's own, or what the heading says. */
function unitOf({ name, firsts }: ColumnGlimpse): WeightUnit | 'cell' | undefined {
  if (firsts.length > 0 && firsts.every((value) => /\d\s*[a-z]+\.?$/i.test(value))) return 'cell';
  if (/grams$/i.test(name)) return 'g';
  const words = plain(name).split(' ');
  const said = words.map(weightUnit).find((unit) => unit !== undefined);
  return said ?? (words.includes('tonnage') ? 't' : undefined);
}
