import Handlebars, { type HelperDelegate, type HelperOptions } from 'handlebars';
import type { Text } from '../errors.js';
import type { Assets } from './assets.js';
import { cellText, type Cell } from './cells.js';
import type { Formats } from './formats.js';
import type { Frame } from './frame.js';
import type { Whole } from './rounding.js';
import { tableRows } from './table.rows.js';
import type { TableView } from './table.view.js';
import type { Words } from './words.js';

/** What every template can reach beside its model, as `@frame` and through the helpers. */
export interface RenderData {
  readonly frame: Frame;
  readonly words: Words;
  readonly formats: Formats;
  readonly assets: Assets;
}

const given = (options: HelperOptions): RenderData => options.data as RenderData;

/** The words of a key, or of a `Text`; values by name: `{{t 'jobs.count' count=total}}`. */
function t(text: Text | string, options: HelperOptions): string {
  const { words } = given(options);
  if (text === undefined || text === null) throw new Error('The words asked for are missing from the model.');
  if (Object.keys(options.hash).length === 0) return words.say(text);
  const { key, values } = typeof text === 'string' ? { key: text } : text;
  return words.say({ key, values: { ...values, ...(options.hash as Text['values']) } });
}

/** Helpers only format. What a page says is decided in its view model. */
export const helpers = {
  t,
  eq: (left: unknown, right: unknown) => left === right,
  or: (left: unknown, right: unknown) => left || right,
  /** Whether there is something to be shown: nothing at all is 0, too. */
  known: (value: unknown) => value !== null && value !== undefined && value !== '',
  date: (day: string, options: HelperOptions) => given(options).formats.date(day),
  month: (month: string, options: HelperOptions) => given(options).formats.month(month),
  dateTime: (moment: Date | string, options: HelperOptions) => given(options).formats.dateTime(moment),
  time: (moment: Date | string, options: HelperOptions) => given(options).formats.time(moment),
  number: (value: Whole, options: HelperOptions) =>
    given(options).formats.number(value, Number(options.hash['decimals'] ?? 0)),
  weight: (grams: Whole, options: HelperOptions) => given(options).formats.weight(grams),
  money: (amount: Whole, currency: string, options: HelperOptions) =>
    given(options).formats.money(amount, currency),
  percentage: (ratio: number, options: HelperOptions) => given(options).formats.percentage(ratio),
  fileSize: (bytes: number, options: HelperOptions) => given(options).formats.fileSize(bytes),
  ewc: (code: string, options: HelperOptions) =>
    given(options).formats.ewc(code, options.hash['hazardous'] === true),
  /** A value of `cells.ts`, written out. */
  cell: (it: Cell, options: HelperOptions) => cellText(it, given(options).words, given(options).formats),
  /** The rows of a `TableView`. */
  tableRows: (rows: TableView['rows'], options: HelperOptions) =>
    new Handlebars.SafeString(tableRows(rows, given(options).words, given(options).formats)),
  asset: (name: string, options: HelperOptions) => given(options).assets.href(name),
  icon: (name: string, options: HelperOptions) => given(options).assets.iconHref(name),
} satisfies Record<string, HelperDelegate>;
