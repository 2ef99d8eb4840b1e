import { isObject } from '../import.map-faults.js';
import { type ImportField, isAmount } from '../import.fields.js';
import { columnNamed } from '../import.map-source.js';
import { ROW_NUMBER } from '../import.template.js';
import { choiceOf, columnAt, type FieldChoice, joint, MINOR, PLACES } from './field.choice.js';

/**
 * What a choice is in a map; undefined for nothing.
 * @param before what the map said of the field: what choices cannot say is taken over from there
 */
export function writtenOf(
  choice: FieldChoice,
  field: ImportField,
  columns: readonly string[],
  before: unknown,
): unknown {
  const { from, text, then, unit, means } = choice;
  if (from === PLACES.nothing) return undefined;
  if (from === PLACES.kept) return before;
  const second = partOf(then, columns);
  const isJoined = field.kind === 'reference' && second !== undefined;
  if (from === PLACES.same) {
    if (isJoined) return `${text.replace(/[{}]/g, '$&$&')}${joint(field)}${second}`;
    if (field.typed) return { constant: text, unit: field.typed };
    return /[{}]/.test(text) ? { constant: text } : text;
  }
  const first = partOf(from, columns);
  if (first === undefined) return undefined;
  if (isJoined) return `${first}${joint(field)}${second}`;
  if (field.kind === 'weight') {
    const unitColumn = partOf(unit, columns);
    if (unitColumn !== undefined) return `${first}${joint(field)}${unitColumn}`;
  }
  const more = {
    ...takenOver(choice, field, columns, before),
    ...unitOf(field, unit),
    ...currencyOf(choice, field, columns),
    ...(Object.keys(means).length > 0 ? { values: means } : {}),
  };
  const name = columns[columnAt(from) ?? -1];
  const needsObject = field.kind === 'weight' || Object.keys(more).length > 0;
  return name !== undefined && needsObject ? { column: name, ...more } : first;
}

const unitOf = ({ kind, typed }: ImportField, unit: string): { readonly unit?: string } => {
  if (kind === 'weight') return unit === '' ? {} : { unit };
  if (kind === 'money') return unit === MINOR ? { unit } : {};
  // Its own whole number is minor units already.
  return typed && !(typed === 'amount' && unit === MINOR) ? { unit: typed } : {};
};

const currencyOf = (
  { currency }: FieldChoice,
  field: ImportField,
  columns: readonly string[],
): { readonly currency?: string } => {
  const column = isAmount(field) ? partOf(currency, columns) : undefined;
  return column === undefined ? {} : { currency: column };
};

/** A column or the row's number as a template has it; a name with braces is called by its place. */
const partOf = (choice: string, columns: readonly string[]): string | undefined => {
  if (choice === PLACES.row) return `{${ROW_NUMBER}}`;
  const at = columnAt(choice);
  const name = at === undefined ? undefined : columns[at];
  if (at === undefined || name === undefined) return undefined;
  return /[{}]/.test(name) ? `{#${at + 1}}` : `{${name}}`;
};

const BY_HAND = ['default', 'decimal', 'dateFormat', 'currency'];

/** What a map by hand said beyond the choices, as long as it is about the same column. */
function takenOver(
  { from }: FieldChoice,
  field: ImportField,
  columns: readonly string[],
  before: unknown,
): Readonly<Record<string, unknown>> {
  if (!isObject(before) || choiceOf(before, field, columns).from !== from) return {};
  return Object.fromEntries(
    Object.entries(before).filter(
      ([name, value]) => BY_HAND.includes(name) && !(name === 'currency' && columnNamed(value) !== undefined),
    ),
  );
}
