import { isObject } from '../import.map-faults.js';
import { type ImportField, isAmount } from '../import.fields.js';
import { columnNamed } from '../import.map-source.js';
import { parseTemplate, ROW_NUMBER, type Template } from '../import.template.js';
import { findColumn } from '../table.header.js';

/** What somebody chooses for one field, as the inputs of the page hold it. */
export interface FieldChoice {
  /** A place of `PLACES`, or a column as `columnChoice` writes it. */
  readonly from: string;
  /** The same for every row. */
  readonly text: string;
  /** What comes after it in a reference: nothing, the row's number or a column. */
  readonly then: string;
  /** Of a weight: a unit, `cell`, or the column that the unit stands in. Of an amount in pence or cents: `minor`. */
  readonly unit: string;
  /** Of an amount: the column that its currency stands in; '' where all have the same. */
  readonly currency: string;
  /** What the file's words mean; `*` is every other word. */
  readonly means: Readonly<Record<string, string>>;
}

/** Nothing; the same for every row; the row's number; what only a map written by hand can say. */
export const PLACES = { nothing: '', same: 'same', row: 'row', kept: 'kept' } as const;

export const NO_CHOICE: FieldChoice = {
  from: PLACES.nothing,
  text: '',
  then: '',
  unit: '',
  currency: '',
  means: {},
};

/** Amounts in the smallest unit of their currency. */
export const MINOR = 'minor';

const COLUMN = /^column-(\d+)$/;
/** How a choice names a column: by its place, the first being 0. */
export const columnChoice = (at: number): string => `column-${at}`;
/** The place of the column that a choice names. */
export const columnAt = (choice: string): number | undefined => {
  const at = COLUMN.exec(choice)?.[1];
  return at === undefined ? undefined : Number(at);
};

/** What parts two columns in one value: a place in its operator's name is read more easily with a stroke. */
export const joint = ({ path, kind }: Pick<ImportField, 'path' | 'kind'>): string => {
  if (kind === 'weight') return ' ';
  return ['customer', 'site'].includes(path) ? ' / ' : '-';
};

/** What a map says of one field, as choices; `kept` where choices cannot say it. */
export function choiceOf(written: unknown, field: ImportField, columns: readonly string[]): FieldChoice {
  if (written === undefined) return NO_CHOICE;
  const kept: FieldChoice = { ...NO_CHOICE, from: PLACES.kept };
  // Minutes are for maps by hand: here people say how they write them.
  if (field.typed && !(isObject(written) && written['unit'] === field.typed)) {
    const minor =
      field.typed === 'amount' ? choiceOf(written, { path: field.path, kind: 'money' }, columns) : kept;
    return columnAt(minor.from) === undefined ? kept : { ...minor, unit: MINOR };
  }
  if (!isObject(written)) return fromTemplate(parseTemplate(String(written)), field, columns) ?? kept;
  const { column, template, constant, unit, values } = written;
  if (constant !== undefined) return { ...NO_CHOICE, from: PLACES.same, text: String(constant) };
  const base =
    column === undefined
      ? fromTemplate(parseTemplate(String(template)), field, columns)
      : fromTemplate([{ column: String(column) }], field, columns);
  if (!base || (base.then !== '' && isObject(values))) return kept;
  const currency = isAmount(field) ? columnNamed(written['currency']) : undefined;
  return {
    ...base,
    ...(typeof unit === 'string' && !field.typed ? { unit } : {}),
    ...(currency === undefined ? {} : { currency: placeOf(currency, columns) ?? '' }),
    ...(isObject(values) ? { means: textsOf(values) } : {}),
  };
}

const textsOf = (values: Readonly<Record<string, unknown>>): Record<string, string> =>
  Object.fromEntries(Object.entries(values).map(([word, meaning]) => [word, String(meaning)]));

function fromTemplate(
  template: Template | undefined,
  field: ImportField,
  columns: readonly string[],
): FieldChoice | undefined {
  if (!template) return undefined;
  const [first, second, third, ...more] = template;
  if (!first) return { ...NO_CHOICE, from: PLACES.same };
  if (more.length > 0) return undefined;
  const sign = joint(field);
  if ('text' in first) {
    if (!second) return { ...NO_CHOICE, from: PLACES.same, text: first.text };
    const isJoined = !third && 'column' in second && first.text.endsWith(sign) && field.kind === 'reference';
    const then = isJoined ? placeOf(second.column, columns) : undefined;
    return then === undefined
      ? undefined
      : { ...NO_CHOICE, from: PLACES.same, text: first.text.slice(0, -sign.length), then };
  }
  const from = placeOf(first.column, columns);
  if (from === undefined) return undefined;
  if (!second) return { ...NO_CHOICE, from };
  if (!('text' in second) || second.text !== sign || !third || !('column' in third)) return undefined;
  const then = placeOf(third.column, columns);
  if (then === undefined) return undefined;
  if (field.kind === 'weight') return { ...NO_CHOICE, from, unit: then };
  return field.kind === 'reference' ? { ...NO_CHOICE, from, then } : undefined;
}

const placeOf = (column: string, columns: readonly string[]): string | undefined => {
  if (column === ROW_NUMBER) return PLACES.row;
  const at = findColumn(columns, column);
  return at === undefined ? undefined : columnChoice(at);
};
