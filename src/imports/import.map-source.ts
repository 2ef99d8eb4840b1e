import { say } from '../platform/errors.js';
import type { ImportField } from './import.fields.js';
import { isObject, type MapFaults } from './import.map-faults.js';
import { parseTemplate, type Template } from './import.template.js';
import type { TypedAs } from '../sections/engine/hand-form.js';
import type { DecimalMark } from '../platform/decimals.js';
import { isDateFormat } from './value.date.js';
import { weightUnit, type WeightUnit } from './value.weight.js';

/** Where a field's value comes from and how it is read; what is left out is as the whole map says. */
export interface FieldSource {
  readonly template: Template;
  /** `cell`: each cell carries its own weight's. Of a whole number: written as people write it. `minor`: of amounts in pence. */
  readonly unit?: WeightUnit | 'cell' | TypedAs | 'minor';
  readonly dateFormat?: string;
  readonly decimal?: DecimalMark;
  readonly currency?: string;
  /** The column that says each amount's currency. */
  readonly currencyColumn?: string;
  /** The file's words and what they mean here; `*` stands for every other word. */
  readonly values?: ReadonlyMap<string, string>;
  /** Taken where the cell is blank. */
  readonly default?: string;
}

const KEYS = [
  'column',
  'template',
  'constant',
  'unit',
  'dateFormat',
  'decimal',
  'currency',
  'values',
  'default',
];

/** Reads one entry of `fields`: a template as plain text, or an object that says more. */
export const readSource = (
  key: string,
  written: unknown,
  field: Pick<ImportField, 'kind' | 'typed'>,
  faults: MapFaults,
): FieldSource | undefined => {
  const more = isObject(written) ? written : {};
  for (const name of Object.keys(more))
    if (!KEYS.includes(name)) faults.addUnknown(`${key}.${name}`, 'key', name, KEYS);
  const template = templateOf(key, written, faults);
  const source = {
    template: template ?? [],
    unit: unitOf(key, more.unit, field, faults),
    dateFormat: dateFormatOf(`${key}.dateFormat`, more.dateFormat, faults),
    decimal: decimalOf(`${key}.decimal`, more.decimal, faults),
    ...moneyOf(`${key}.currency`, more.currency, faults),
    values: valuesOf(key, more.values, faults),
    default: more.default === undefined ? undefined : textOf(`${key}.default`, more.default, faults),
  };
  const bare = template?.length === 1 && 'column' in (template[0] ?? {});
  if (field.kind === 'weight' && bare && more.unit === undefined)
    faults.add(key, say('imports.map.needsUnit'));
  return source;
};

/** Text, a number or a truth value as text. */
export const textOf = (key: string, written: unknown, faults: MapFaults): string | undefined =>
  ['string', 'number', 'boolean'].includes(typeof written)
    ? String(written)
    : faults.add(key, say('imports.map.text'));

/** A date format, or undefined with the fault noted. */
export const dateFormatOf = (key: string, written: unknown, faults: MapFaults): string | undefined => {
  if (written === undefined) return undefined;
  if (typeof written === 'string' && isDateFormat(written)) return written;
  return faults.add(key, say('imports.map.dateFormat'));
};

/** A decimal mark, or undefined with the fault noted. */
export const decimalOf = (key: string, written: unknown, faults: MapFaults): DecimalMark | undefined => {
  if (written === undefined || written === '.' || written === ',') return written;
  return faults.add(key, say('imports.map.decimal'));
};

/** A currency by its ISO 4217 code, or undefined with the fault noted. */
export const currencyOf = (key: string, written: unknown, faults: MapFaults): string | undefined => {
  if (written === undefined) return undefined;
  const code = String(written).toUpperCase();
  return Intl.supportedValuesOf('currency').includes(code)
    ? code
    : faults.add(key, say('imports.map.currency'));
};

/** One currency for all, or the column that says it: `{Currency}`. */
const moneyOf = (
  key: string,
  written: unknown,
  faults: MapFaults,
): Pick<FieldSource, 'currency' | 'currencyColumn'> => {
  const currencyColumn = columnNamed(written);
  return currencyColumn === undefined ? { currency: currencyOf(key, written, faults) } : { currencyColumn };
};

/** The column of a template that is nothing but one. */
export const columnNamed = (written: unknown): string | undefined => {
  const [part, ...more] = (typeof written === 'string' ? parseTemplate(written) : undefined) ?? [];
  return part && 'column' in part && more.length === 0 ? part.column : undefined;
};

const templateOf = (key: string, written: unknown, faults: MapFaults): Template | undefined => {
  if (!isObject(written)) {
    const text = textOf(key, written, faults);
    return text === undefined
      ? undefined
      : (parseTemplate(text) ?? faults.add(key, say('imports.map.brace', { braces: '{{' })));
  }
  const given = (['column', 'template', 'constant'] as const).filter((name) => written[name] !== undefined);
  const [name] = given;
  if (name === undefined || given.length > 1) return faults.add(key, say('imports.map.oneSource'));
  const text = textOf(`${key}.${name}`, written[name], faults);
  if (text === undefined) return undefined;
  if (name === 'column') return [{ column: text }];
  if (name === 'constant') return [{ text }];
  return parseTemplate(text) ?? faults.add(`${key}.${name}`, say('imports.map.brace', { braces: '{{' }));
};

const unitOf = (
  key: string,
  written: unknown,
  { kind, typed }: Pick<ImportField, 'kind' | 'typed'>,
  faults: MapFaults,
): FieldSource['unit'] => {
  if (written === undefined) return undefined;
  if (kind === 'money')
    return written === 'minor' ? written : faults.add(`${key}.unit`, say('imports.map.minor'));
  if (written === 'cell') return written;
  if (typed) return written === typed ? typed : faults.add(`${key}.unit`, say(`imports.map.typed.${typed}`));
  return weightUnit(String(written)) ?? faults.add(`${key}.unit`, say('imports.map.unit'));
};

const valuesOf = (key: string, written: unknown, faults: MapFaults): Map<string, string> | undefined => {
  if (written === undefined) return undefined;
  if (!isObject(written)) return faults.add(`${key}.values`, say('imports.map.values'));
  return new Map(
    Object.entries(written).map(([word, meaning]) => [
      word.toLowerCase(),
      textOf(`${key}.values.${word}`, meaning, faults) ?? '',
    ]),
  );
};
