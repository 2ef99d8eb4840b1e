import { say, type Text } from '../../platform/errors.js';
import { parseEwcCode } from '../../platform/codes/ewc-code.js';
import { parseFateCode } from '../../platform/codes/fate-code.js';
import type { Field } from '../engine/field.js';
import { isWritten } from '../engine/field.js';
import type { Child, ChildBody, RecordKind } from '../engine/section.js';

/** Faults of a body: the path of a property, such as `wasteItems[0].weightGrams`, and the sentence for it. */
export type Faults = Record<string, Text>;

/** A checked record, not yet resolved: pointers still hold references. Columns by their names in the table. */
export interface ParsedRecord {
  readonly columns: Readonly<Record<string, unknown>>;
  /** References it points to, by the kind of pointer. */
  readonly pointers: { readonly customer?: string; readonly site?: string; readonly job?: string };
  readonly children: Readonly<Record<string, readonly ParsedChild[]>>;
}

export interface ParsedChild {
  readonly columns: Readonly<Record<string, unknown>>;
  readonly children: Readonly<Record<string, readonly ParsedChild[]>>;
}

/** What the API calls a field: weights say their unit. */
export const apiName = (field: Field): string =>
  field.kind === 'weight' ? `${field.name}Grams` : field.name;

const REFERENCE_LENGTH = 200;

/** A reference as it is kept: trimmed and composed (NFC). Undefined when it is none, or too long. */
export function readReference(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  const reference = value.trim().normalize('NFC');
  return reference.length > 0 && reference.length <= REFERENCE_LENGTH && !hasControls(reference)
    ? reference
    : undefined;
}

/** Checks a whole body against the declaration of its kind. What it does not say is empty, or the first choice. */
export function parseBody(kind: RecordKind, body: unknown): { record: ParsedRecord; faults: Faults } {
  const faults: Faults = {};
  const given = asObject(body);
  if (!given) return { record: EMPTY, faults: { '': say('sections.api.object') } };
  const fields = kind.fields.filter(isWritten);
  const known = [...fields.map(apiName), ...(kind.children ?? []).map(({ name }) => name), ...IGNORED];
  refuseUnknown(given, known, '', faults);
  const columns: Record<string, unknown> = {};
  const pointers: Record<string, string> = {};
  for (const field of fields) {
    if (field.kind === 'reference') continue;
    const read = readField(field, given[apiName(field)], apiName(field), faults);
    if (POINTERS.includes(field.kind) && typeof read[field.column] === 'string')
      pointers[field.kind] = String(read[field.column]);
    Object.assign(columns, read);
  }
  const children = readChildren(kind.children ?? [], given, '', faults);
  const wrong = Object.keys(faults).length === 0 && kind.check?.(given);
  if (wrong) faults[wrong.field] = say(wrong.key);
  return { record: { columns, pointers, children }, faults };
}

const EMPTY: ParsedRecord = { columns: {}, pointers: {}, children: {} };
const POINTERS: readonly string[] = ['customer', 'site', 'job'];
/** What an answer holds and a client may send back as it came. */
const IGNORED = ['id', 'reference', 'version', 'createdAt', 'updatedAt', 'deletedAt', 'deleted', 'file'];

function readChildren(
  children: readonly Child[],
  given: ChildBody,
  path: string,
  faults: Faults,
): ParsedRecord['children'] {
  return Object.fromEntries(
    children.map((child) => [
      child.name,
      readChild(child, given[child.name], `${path}${child.name}`, faults),
    ]),
  );
}

function readChild(child: Child, value: unknown, path: string, faults: Faults): readonly ParsedChild[] {
  const list = value === undefined || value === null ? [] : value;
  if (!Array.isArray(list)) {
    faults[path] = say('sections.api.list');
    return [];
  }
  if (list.length > child.most) faults[path] = say('sections.api.most', { most: child.most });
  if (list.length < (child.least ?? 0)) faults[path] = say('sections.api.least', { least: child.least ?? 0 });
  return list.map((one: unknown, index) => readChildItem(child, one, `${path}[${index}]`, faults));
}

function readChildItem(child: Child, one: unknown, path: string, faults: Faults): ParsedChild {
  const [only] = child.fields;
  if (child.bare && only) return { columns: readField(only, one, path, faults), children: {} };
  const given = asObject(one);
  if (!given) {
    faults[path] = say('sections.api.object');
    return { columns: {}, children: {} };
  }
  refuseUnknown(
    given,
    [...child.fields.map(apiName), ...(child.children ?? []).map(({ name }) => name)],
    `${path}.`,
    faults,
  );
  const before = Object.keys(faults).length;
  const columns: Record<string, unknown> = {};
  for (const field of child.fields)
    Object.assign(columns, readField(field, given[apiName(field)], `${path}.${apiName(field)}`, faults));
  const children = readChildren(child.children ?? [], given, `${path}.`, faults);
  if (Object.keys(faults).length > before) return { columns, children };
  const wrong = child.check?.(given);
  if (wrong) faults[`${path}.${wrong.field}`] = say(wrong.key);
  return { columns: { ...columns, ...child.derive?.(given) }, children };
}

function refuseUnknown(given: ChildBody, known: readonly string[], path: string, faults: Faults): void {
  for (const name of Object.keys(given))
    if (!known.includes(name)) faults[`${path}${name}`] = say('sections.api.unknown');
}

/** One field's columns. */
function readField(field: Field, value: unknown, path: string, faults: Faults): Record<string, unknown> {
  const wrong = (key: string, values?: Text['values']): Record<string, unknown> => {
    faults[path] = say(`sections.api.${key}`, values);
    return {};
  };
  if (value === undefined || value === null || value === '') {
    if (field.required) return wrong('required');
    return emptyColumns(field);
  }
  switch (field.kind) {
    case 'customer':
    case 'site':
    case 'job':
    case 'fileType': {
      const reference = readReference(value);
      return reference ? { [field.column]: reference } : wrong('reference');
    }
    case 'text':
      return readText(field, value, wrong);
    case 'choice':
      return field.choices?.includes(String(value))
        ? { [field.column]: value }
        : wrong('choice', { choices: (field.choices ?? []).join(', ') });
    case 'date':
      return isDay(value) ? { [field.column]: value } : wrong('date');
    case 'whole':
      return Number.isSafeInteger(value) && Number(value) >= 0 ? { [field.column]: value } : wrong('whole');
    case 'yesNo':
      return typeof value === 'boolean' ? { [field.column]: value } : wrong('yesNo');
    case 'weight':
      return isGrams(value) ? { [field.column]: String(value) } : wrong('grams');
    case 'money':
      return readMoney(field, value, wrong);
    case 'ewc': {
      const code = typeof value === 'string' ? parseEwcCode(value) : undefined;
      return code && !('problem' in code) ? { [field.column]: code.code } : wrong('ewc');
    }
    case 'fate': {
      const fate = typeof value === 'string' ? parseFateCode(value) : undefined;
      return fate && !('problem' in fate) ? { [field.column]: fate.code, written: fate.text } : wrong('fate');
    }
    case 'reference':
      return {};
  }
}

function emptyColumns(field: Field): Record<string, unknown> {
  if (field.kind === 'text') return { [field.column]: '' };
  if (field.kind === 'choice') return { [field.column]: field.choices?.[0] };
  if (field.kind === 'yesNo') return { [field.column]: false };
  if (field.kind === 'money')
    return field.currencyColumn === 'currency'
      ? {}
      : { [field.column]: null, [field.currencyColumn as string]: null };
  return { [field.column]: null };
}

type Wrong = (key: string, values?: Text['values']) => Record<string, unknown>;

function readText(field: Field, value: unknown, wrong: Wrong): Record<string, unknown> {
  if (typeof value !== 'string') return wrong('text');
  const text = value.trim().normalize('NFC');
  const longest = field.longest ?? 500;
  if (text.includes('\u0000')) return wrong('text');
  if (field.required && text === '') return wrong('required');
  return text.length <= longest ? { [field.column]: text } : wrong('longest', { longest });
}

function readMoney(field: Field, value: unknown, wrong: Wrong): Record<string, unknown> {
  const { amount, currency, ...others } = asObject(value) ?? {};
  const fits = Number.isSafeInteger(amount) && typeof currency === 'string' && /^[A-Z]{3}$/.test(currency);
  if (!fits || Object.keys(others).length > 0) return wrong('money');
  return { [field.column]: amount, [field.currencyColumn as string]: currency };
}

const isGrams = (value: unknown): boolean =>
  (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) ||
  (typeof value === 'bigint' && value >= 0n) ||
  (typeof value === 'string' && /^\d{1,15}$/.test(value));

/** A day of the calendar, written as ISO 8601 does. */
function isDay(value: unknown): boolean {
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\d$/.test(value)) return false;
  const day = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(value);
}

const asObject = (value: unknown): ChildBody | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as ChildBody) : undefined;

const hasControls = (text: string): boolean =>
  [...text].some((letter) => letter.charCodeAt(0) < 32 || letter === '\u007f');
