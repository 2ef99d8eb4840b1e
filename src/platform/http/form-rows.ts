import { say, type Text } from '../errors.js';
import { cleanText } from './typed-text.js';
import { withOthers, type SummaryLine } from '../pages/form-summary.js';

/** Several things of one kind in a form, such as contacts: each of their values is a field of its own. */
export interface RowList<Name extends string = string> {
  readonly name: string;
  readonly fields: readonly Name[];
  readonly most: number;
}

export type FormRow<Name extends string = string> = Readonly<Record<Name, string>>;

/** What a field of a row is called, `contacts-0-name`: its place in the list decides. */
export const rowField = (list: RowList, index: number, field: string): string =>
  `${list.name}-${index}-${field}`;

/** Whether nobody wrote anything into a row. */
export const isBlankRow = (row: FormRow): boolean => Object.values(row).every((value) => value === '');

/** A text as a form sent it: trimmed, with the line ends that browsers send made one, and nothing that cannot be kept. */
export const sentText = (given: unknown): string => cleanText(given).slice(0, 2000);

/** The rows of a form as they were sent, at their places; rows that stand empty included. */
export function sentRows<Name extends string>(
  list: RowList<Name>,
  sent: Readonly<Record<string, unknown>>,
): FormRow<Name>[] {
  const rows = Array.from({ length: list.most }, (_, index) =>
    Object.fromEntries(list.fields.map((field) => [field, sentText(sent[rowField(list, index, field)])])),
  );
  const last = rows.findLastIndex((row) => !isBlankRow(row));
  return rows.slice(0, last + 1) as FormRow<Name>[];
}

/** Rows as answers of a form: every place that the form can hold, empty ones too. */
export function rowAnswers<Name extends string>(
  list: RowList<Name>,
  rows: readonly FormRow<Name>[],
): Record<string, string> {
  return Object.fromEntries(
    Array.from({ length: list.most }).flatMap((_, index) =>
      list.fields.map((field) => [rowField(list, index, field), rows[index]?.[field] ?? '']),
    ),
  );
}

/** A row as a form shows it, with a legend that says which one it is. */
export interface ShownRow {
  readonly number: number;
  readonly fields: readonly ShownField[];
}

/** A field with what it is called; the rest is as `components/field` takes it. */
export interface ShownField {
  readonly name: string;
  readonly label: Text;
}

/** Rows of one kind as a form shows them; `label` takes the number of a row. */
export interface ShownList {
  readonly title: Text;
  readonly help: Text;
  readonly label: Text;
  readonly rows: readonly ShownRow[];
}

/** What is wrong with a form that has rows, in the order of its fields: what stands in a row names the row. */
export function rowsSummary(
  errors: Readonly<Record<string, Text>>,
  fields: readonly ShownField[],
  lists: readonly ShownList[],
): SummaryLine[] {
  const line = ({ name, label }: ShownField, within: readonly Text[] = []): SummaryLine[] =>
    errors[name] ? [{ id: name, labels: [...within, label], text: errors[name] }] : [];
  const ofRows = lists.flatMap(({ label, rows }) =>
    rows.flatMap(({ number, fields: row }) =>
      row.flatMap((field) => line(field, [say(label.key, { ...label.values, number })])),
    ),
  );
  return withOthers([...fields.flatMap((field) => line(field)), ...ofRows], errors);
}

/**
 * The rows that a form shows: those that hold something, and empty ones to add to.
 * @param field the parameters of `components/field` beside name and value
 */
export function shownRows<Name extends string>(
  list: RowList<Name>,
  answers: Readonly<Record<string, unknown>>,
  errors: Readonly<Record<string, unknown>>,
  field: (name: Name) => { readonly label: Text },
): ShownRow[] {
  const rows = sentRows(list, answers);
  const shown = Math.min(list.most, Math.max(2, rows.length + 1));
  return Array.from({ length: shown }, (_, index) => ({
    number: index + 1,
    fields: list.fields.map((name) => ({
      ...field(name),
      name: rowField(list, index, name),
      value: rows[index]?.[name] ?? '',
      error: errors[rowField(list, index, name)],
    })),
  }));
}
