import type { Text } from '../errors.js';
import type { Formats } from './formats.js';
import type { Tone } from './page.js';
import type { Whole } from './rounding.js';
import type { Words } from './words.js';

/** One value on a page, not yet written out: a cell of a table, a line of a record. Nothing known is null. */
export type Cell =
  | { readonly kind: 'text'; readonly value: string | null; readonly href?: string }
  | { readonly kind: 'words'; readonly value: Text; readonly href?: string }
  | { readonly kind: 'status'; readonly value: Text; readonly tone: Tone; readonly note?: Text }
  | { readonly kind: 'date'; readonly value: string | null }
  | { readonly kind: 'dateTime'; readonly value: Date | string | null }
  | { readonly kind: 'number'; readonly value: Whole | null }
  | { readonly kind: 'weight'; readonly value: Whole | null; readonly estimated?: boolean }
  | { readonly kind: 'tonnes'; readonly value: Whole | null; readonly estimated?: boolean }
  | { readonly kind: 'money'; readonly value: Whole | null; readonly currency?: string }
  | { readonly kind: 'percentage'; readonly value: number | null }
  | { readonly kind: 'fileSize'; readonly value: number | null }
  | {
      readonly kind: 'ewc';
      readonly value: string | null;
      readonly hazardous?: boolean;
      readonly name?: Text;
    };

export type CellKind = Cell['kind'];

/** Kinds that stand to the right, in figures of one width. */
export const numericKinds: readonly CellKind[] = [
  'number',
  'weight',
  'tonnes',
  'money',
  'percentage',
  'fileSize',
];

export const cell = {
  text: (value: string | null, href?: string): Cell => ({ kind: 'text', value, ...(href ? { href } : {}) }),
  words: (value: Text, href?: string): Cell => ({ kind: 'words', value, ...(href ? { href } : {}) }),
  /** @param note what else there is to say of it, below */
  status: (value: Text, tone: Tone, note?: Text | null): Cell => ({
    kind: 'status',
    value,
    tone,
    ...(note ? { note } : {}),
  }),
  /** A calendar day, `2026-03-04`. */
  date: (value: string | null): Cell => ({ kind: 'date', value }),
  dateTime: (value: Date | string | null): Cell => ({ kind: 'dateTime', value }),
  number: (value: Whole | null): Cell => ({ kind: 'number', value }),
  /** Grams, with the unit behind. */
  weight: (value: Whole | null, estimated = false): Cell => ({ kind: 'weight', value, estimated }),
  /** Grams as tonnes, for a column whose header names the unit. */
  tonnes: (value: Whole | null, estimated = false): Cell => ({ kind: 'tonnes', value, estimated }),
  /** Minor units. */
  money: (value: Whole | null, currency?: string): Cell => ({
    kind: 'money',
    value,
    ...(currency ? { currency } : {}),
  }),
  percentage: (value: number | null): Cell => ({ kind: 'percentage', value }),
  fileSize: (value: number | null): Cell => ({ kind: 'fileSize', value }),
  ewc: (value: string | null, hazardous = false, name?: Text): Cell => ({
    kind: 'ewc',
    value,
    hazardous,
    ...(name ? { name } : {}),
  }),
};

/** The cell as a person reads it; empty when nothing is known. */
export function cellText(it: Cell, words: Words, formats: Formats): string {
  if (it.value === null || it.value === '') return '';
  switch (it.kind) {
    case 'text':
      return it.value;
    case 'words':
    case 'status':
      return words.say(it.value);
    case 'money':
      return formats.money(it.value, it.currency);
    case 'ewc':
      return formats.ewc(it.value, it.hazardous);
    default:
      return formatted(it, formats);
  }
}

type Plain = Exclude<Cell, { kind: 'text' | 'words' | 'status' | 'money' | 'ewc' }>;

function formatted(it: Plain, formats: Formats): string {
  const write = formats[it.kind] as (value: NonNullable<Plain['value']>) => string;
  return it.value === null ? '' : write.call(formats, it.value);
}
