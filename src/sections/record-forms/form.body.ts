import { say } from '../../platform/errors.js';
import type { Field } from '../engine/field.js';
import type { Child, RecordKind } from '../engine/section.js';
import { apiName, type Faults } from '../records/record.fields.js';
import { readTyped, type FormSurroundings } from './form.typed.js';
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
  const own = {
    ...readFields(typed, values, surroundings, '', faults),
    ...(Object.fromEntries(kept) as Body),
  };
  const within = amountsIn(kind, own, surroundings);
  const children = {
    ...readBare(kind.children, values),
    ...(lists ? readLists(kind.children, values, within, '', faults, stood) : {}),
  };
  return { body: { ...own, ...children }, faults };
}

function readFields(
  fields: readonly Field[],
  values: FormValues,
  surroundings: FormSurroundings,
  path: string,
  faults: Faults,
  isKept: (field: Field, text: string) => boolean = () => false,
): Record<string, unknown> {
  const read: Record<string, unknown> = {};
  for (const field of fields) {
    const text = values.fields[field.name] ?? '';
    const typed = isKept(field, text) ? { value: text } : readTyped(field, text, surroundings);
    if ('wrong' in typed) faults[`${path}${apiName(field)}`] = say(`sections.form.wrong.${typed.wrong}`);
    else read[apiName(field)] = typed.value;
  }
  return read;
}

const readBare = (children: readonly Child[] | undefined, { fields }: FormValues): Body =>
  Object.fromEntries(
    bareOf(children).map(({ name }) => [
      name,
      (fields[name] ?? '')
        .split(',')
        .map((one) => one.trim())
        .filter(Boolean),
    ]),
  );

const readLists = (
  children: readonly Child[] | undefined,
  { rows }: FormValues,
  surroundings: FormSurroundings,
  path: string,
  faults: Faults,
  stood?: Stood,
): Body =>
  Object.fromEntries(
    listsOf(children).map((child) => [
      child.name,
      (rows[child.name] ?? []).map((row, index) => {
        const at = `${path}${child.name}[${index}].`;
        return {
          ...readFields(child.fields, row, surroundings, at, faults, (field, text) =>
            stoodSo(child, field, text, stood),
          ),
          ...stoodMoments(child, row, index, stood),
          ...readBare(child.children, row),
          ...readLists(child.children, row, surroundings, at, faults),
        };
      }),
    ]),
  );

/** Whether a text or a day stands so in one of the rows already: whoever brought it is believed. */
const stoodSo = (child: Child, { name, kind }: Field, text: string, stood: Stood | undefined): boolean =>
  (kind === 'text' || kind === 'date') &&
  text !== '' &&
  (stood?.values.rows[child.name] ?? []).some(({ fields }) => fields[name] === text);

/**
 * The moments of a row that read as they did, exactly as they stood: in autumn clocks show an hour twice, and what is
 * typed does not say which of both is meant.
 */
function stoodMoments(child: Child, row: FormValues, index: number, stood: Stood | undefined): Body {
  const texts = stood?.values.rows[child.name] ?? [];
  const bodies = (stood?.body[child.name] ?? []) as readonly Body[];
  const moments = child.fields.filter(({ kind }) => kind === 'time');
  const kept = moments.flatMap((field) => {
    const text = row.fields[field.name];
    const isSame = (place: number) => Boolean(text) && texts[place]?.fields[field.name] === text;
    const place = isSame(index) ? index : texts.findIndex((_, other) => isSame(other));
    return place === -1 ? [] : [[apiName(field), bodies[place]?.[apiName(field)]]];
  });
  return Object.fromEntries(kept) as Body;
}

/** Where the form shows what is wrong with a property: `wasteItems[0].ewcCodes[1]` stands at `wasteItems.0.ewcCodes`. */
export const placeOf = (path: string): string =>
  path
    .replaceAll(/\[(\d+)\]/g, '.$1')
    .replace(/Grams$/, '')
    .replace(/\.\d+$/, '') || 'record';
