import { say } from '../../platform/errors.js';
import { partMoney } from '../../platform/money.js';
import type { Field, FieldKind } from '../engine/field.js';
import type { Child, RecordKind } from '../engine/section.js';
import { apiName, type Faults } from '../records/record.fields.js';
import { readTyped, type FormSurroundings, type Typed } from './form.typed.js';
import { amountsIn, askedFields, bareOf, listsOf, type Body, type FormValues } from './form.values.js';

/** The record that a form is about as it stood when the form was read, so that what nobody touched stays exact. */
export interface Stood {
  readonly body: Body;
  readonly values: FormValues;
}

/**
 * The body that a form asks for. Paths of faults are those of the API.
 * @param lists whether the form asked for lists of children, too
 */
export function bodyOfForm(
  kind: RecordKind,
  values: FormValues,
  surroundings: FormSurroundings,
  lists: boolean,
  stood?: Stood,
): { body: Body; faults: Faults } {
  const faults: Faults = {};
  const fields = askedFields(kind);
  const isKept = ({ name }: Field) =>
    stood !== undefined && stood.values.fields[name] === values.fields[name];
  const typed = fields.filter((field) => !isKept(field));
  const kept = fields.filter(isKept).map((field) => [apiName(field), stood?.body[apiName(field)]]);
  const own = nothingIn(
    typed.filter(
      ({ kind: what, name }) => what === 'money' && partMoney(values.fields[name] ?? '').sign === '',
    ),
    { ...readFields(typed, values, surroundings, '', faults), ...(Object.fromEntries(kept) as Body) },
  );
  const within = amountsIn(kind, own, surroundings);
  const children = {
    ...readBare(kind.children, values, stood ? [stood] : []),
    ...(lists ? readLists(kind.children, values, within, '', faults, stood ? [stood] : []) : {}),
  };
  return { body: { ...own, ...children }, faults };
}

/** Nothing that was typed without a currency is nothing in that of the other amounts: `0.00` paid of `120 EUR`. */
function nothingIn(fields: readonly Field[], body: Body): Body {
  const amounts = Object.values(body).map((value) => value as { amount?: number; currency?: string } | null);
  const currency = amounts.find((one) => one?.amount && one.currency)?.currency;
  const nothing = fields
    .map(apiName)
    .filter((name) => (body[name] as { amount?: number } | null | undefined)?.amount === 0);
  return currency
    ? { ...body, ...Object.fromEntries(nothing.map((name) => [name, { amount: 0, currency }])) }
    : body;
}

function readFields(
  fields: readonly Field[],
  values: FormValues,
  surroundings: FormSurroundings,
  path: string,
  faults: Faults,
  stoodSo: (field: Field, text: string) => Typed | undefined = () => undefined,
): Record<string, unknown> {
  const read: Record<string, unknown> = {};
  for (const field of fields) {
    const text = values.fields[field.name] ?? '';
    const typed = stoodSo(field, text) ?? readTyped(field, text, surroundings);
    if ('wrong' in typed)
      faults[`${path}${apiName(field)}`] = say(`sections.form.wrong.${typed.wrong}`, typed.values);
    else read[apiName(field)] = typed.value;
  }
  return read;
}

/** @param stood what the values may have stood in when the form was read */
const readBare = (
  children: readonly Child[] | undefined,
  { fields }: FormValues,
  stood: readonly Stood[],
): Body =>
  Object.fromEntries(
    bareOf(children).map(({ name }) => {
      const text = fields[name] ?? '';
      const same = stood.find(({ values }) => values.fields[name] === text);
      const typed = text
        .split(',')
        .map((one) => one.trim())
        .filter(Boolean);
      return [name, same?.body[name] ?? typed];
    }),
  );

/** @param stood what the lists stood in when the form was read: the record, or all rows of the list above */
const readLists = (
  children: readonly Child[] | undefined,
  { rows }: FormValues,
  surroundings: FormSurroundings,
  path: string,
  faults: Faults,
  stood: readonly Stood[],
): Body =>
  Object.fromEntries(
    listsOf(children).map((child) => {
      const rowsStood = stood.flatMap((one) => rowsOf(one, child));
      const read = (rows[child.name] ?? []).map((row, index) => {
        const at = `${path}${child.name}[${index}].`;
        return {
          ...readFields(child.fields, row, surroundings, at, faults, (field, text) =>
            asItStood(rowsStood, index, field, text),
          ),
          ...readBare(child.children, row, rowsStood),
          ...readLists(child.children, row, surroundings, at, faults, rowsStood),
        };
      });
      return [child.name, read];
    }),
  );

const rowsOf = ({ body, values }: Stood, { name }: Child): Stood[] =>
  ((body[name] ?? []) as readonly Body[]).flatMap((row, index) => {
    const texts = values.rows[name]?.[index];
    return texts ? [{ body: row, values: texts }] : [];
  });

const KEPT = ['text', 'date', 'time', 'fate'] as const satisfies readonly FieldKind[];

/**
 * The value of what reads in one of the rows as it does here, exactly as it stands there: whoever brought it is believed. In autumn
 * clocks show an hour twice, and what is typed does not say which of both is meant.
 */
function asItStood(
  rows: readonly Stood[],
  index: number,
  field: Field,
  text: string,
): { readonly value: unknown } | undefined {
  if (text === '' || !KEPT.some((kind) => kind === field.kind)) return undefined;
  const isSame = (row: Stood | undefined) => row?.values.fields[field.name] === text;
  const row = isSame(rows[index]) ? rows[index] : rows.find(isSame);
  return row && { value: row.body[apiName(field)] };
}

/** Where the form shows what is wrong with a property: `wasteItems[0].ewcCodes[1]` stands at `wasteItems.0.ewcCodes`. */
export const placeOf = (path: string): string =>
  path
    .replaceAll(/\[(\d+)\]/g, '.$1')
    .replace(/Grams$/, '')
    .replace(/\.\d+$/, '') || 'record';
