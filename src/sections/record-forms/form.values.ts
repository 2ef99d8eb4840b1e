import { isWritten, type Field } from '../engine/field.js';
import type { Child, RecordKind } from '../engine/section.js';
import { apiName } from '../records/record.fields.js';
import { typedText, type FormSurroundings } from './form.typed.js';

/** What a form holds: the text of each input by its field's name, and the rows of each list of children. */
export interface FormValues {
  readonly fields: Readonly<Record<string, string>>;
  readonly rows: Readonly<Record<string, readonly FormValues[]>>;
}

export const EMPTY_ROW: FormValues = { fields: {}, rows: {} };

export type Body = Readonly<Record<string, unknown>>;

/** Records with more rows than this are changed by import or API: a form of them could not be handled. */
export const MOST_ROWS = 200;

/** The fields that a form asks for. Reference and customer are settled once the record is there. */
export const askedFields = (kind: RecordKind): Field[] =>
  kind.fields.filter((field) => isWritten(field) && !['reference', 'customer'].includes(field.kind));

/** The names of a form's fields in their groups; those that no group names stand in the first. */
export function groupedNames(kind: RecordKind): (readonly [string, readonly string[]])[] {
  const groups = Object.entries(kind.byHand?.groups ?? { details: [] });
  const grouped = groups.flatMap(([, names]) => names);
  const others = askedFields(kind).flatMap(({ name }) => (grouped.includes(name) ? [] : [name]));
  return groups.map(([title, names], index) => [title, index === 0 ? [...names, ...others] : names]);
}

/** Children that are bare values stand in one input, parted by commas. */
export const isBare = ({ bare }: Child): boolean => bare === true;
export const bareOf = (children: readonly Child[] = []): Child[] => children.filter(isBare);
export const listsOf = (children: readonly Child[] = []): Child[] => children.filter((one) => !isBare(one));

/** A record as its form holds it. */
export function writtenValues(kind: RecordKind, body: Body, surroundings: FormSurroundings): FormValues {
  return valuesOf(askedFields(kind), kind.children, body, amountsIn(kind, body, surroundings));
}

/** Amounts of lines are in the currency of their record. */
export function amountsIn(kind: RecordKind, body: Body, surroundings: FormSurroundings): FormSurroundings {
  const money = kind.fields
    .filter((field) => field.kind === 'money')
    .map((field) => (body[apiName(field)] as { currency?: string } | null | undefined)?.currency)
    .find(Boolean);
  return { ...surroundings, currency: money ?? surroundings.currency };
}

function valuesOf(
  fields: readonly Field[],
  children: readonly Child[] | undefined,
  body: Body,
  surroundings: FormSurroundings,
): FormValues {
  const list = (child: Child) => (body[child.name] ?? []) as readonly unknown[];
  const texts = fields.map((field) => [field.name, typedText(field, body[apiName(field)], surroundings)]);
  const bare = bareOf(children).map((child) => [
    child.name,
    list(child)
      .map((one) => typedText(child.fields[0] as Field, one, surroundings))
      .join(', '),
  ]);
  const rows = listsOf(children).map((child) => [
    child.name,
    list(child).map((one) => valuesOf(child.fields, child.children, one as Body, surroundings)),
  ]);
  return { fields: Object.fromEntries([...texts, ...bare]), rows: Object.fromEntries(rows) };
}

/** Whether a form could not be handled any more. */
export const isTooLong = ({ rows }: FormValues): boolean => countRows(rows) > MOST_ROWS;

export const countRows = (rows: FormValues['rows']): number =>
  Object.values(rows)
    .flat()
    .reduce((sum, row) => sum + 1 + countRows(row.rows), 0);

/** Whether nobody wrote anything into a row: what is chosen for them does not count. */
export function isEmptyRow(child: Child, { fields, rows }: FormValues): boolean {
  const usual = (field: Field) => (field.kind === 'choice' ? (field.choices?.[0] ?? '') : '');
  return (
    child.fields.every((field) => ['', usual(field)].includes(fields[field.name] ?? '')) &&
    bareOf(child.children).every(({ name }) => (fields[name] ?? '') === '') &&
    listsOf(child.children).every((inner) => (rows[inner.name] ?? []).every((row) => isEmptyRow(inner, row)))
  );
}
