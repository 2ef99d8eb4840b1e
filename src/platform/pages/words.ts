import { readdirSync, readFileSync } from 'node:fs';
import { join, parse } from 'node:path';
import { createInstance, type i18n } from 'i18next';
import { say, type Text } from '../errors.js';
import { formatsFor, type Formats } from './formats.js';
import type { Whole } from './rounding.js';

export type Messages = { readonly [key: string]: string | Messages };

/** A person's own text (a name, a reference) where a page expects words. */
export const verbatim = (text: string): Text => say(VERBATIM, { text });
const VERBATIM = 'platform.verbatim';
/** How many sentences are kept once they were said; then it begins anew. */
const KEPT = 5000;

/** Reads `messages/<language>/*.json`: the file's name is the first part of the key. */
export function readMessages(folder: string): Messages {
  const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
  return Object.fromEntries(
    files.map((name) => [parse(name).name, JSON.parse(readFileSync(join(folder, name), 'utf8')) as Messages]),
  );
}

/** Reads `messages/<language>/trades/*.json`: what each trade calls otherwise, by the trade. */
export const readTradeWords = (folder: string): Messages => readMessages(join(folder, 'trades'));

/** What a sentence may ask for: `From {{day, date}}`, `{{grams, weight}} in {{month, month}}`, `{{price, money}}`. */
const kinds = ['date', 'shortDate', 'month', 'shortMonth', 'weight', 'tonnes', 'percentage'] as const;

/** Only what needs no time zone, and no currency but its own; the rest comes written, as text. */
function written(value: unknown, how: string | undefined, formats: Formats): unknown {
  if (how === undefined) return typeof value === 'number' ? formats.number(value, decimals(value)) : value;
  if (value === undefined) return value;
  if (how === 'money') return money(String(value), formats);
  const kind = kinds.find((known) => known === how);
  if (!kind) throw new Error(`Words cannot be asked for a value as "${how}".`);
  return formats[kind](value as Whole & string & number);
}

/** Minor units behind their currency: `GBP 12345`. */
function money(value: string, formats: Formats): string {
  const [, currency, amount] = /^([A-Z]{3}) (-?\d+)$/.exec(value) ?? [];
  if (!currency || !amount) throw new Error(`"${value}" is no amount with its currency, as "GBP 12345" is.`);
  return formats.money(amount, currency);
}

/** As many as the number has, three at most. */
const decimals = (value: number): number => Math.min(3, (/\.(\d+)$/.exec(String(value))?.[1] ?? '').length);

/** Every sentence a person reads, by its key. Loaded once at start. */
export class Words {
  private readonly i18n: i18n;
  private readonly said = new Map<string, string>();
  private readonly overlaid: Messages[] = [];
  private trade = '';

  /** `strict`: a missing key or value throws (tests, development); otherwise the key itself is shown. */
  constructor(
    private readonly messages: Messages,
    readonly locale = 'en-GB',
    private readonly strict = true,
    private readonly trades: Messages = {},
  ) {
    this.i18n = createInstance();
    this.i18n
      .use({
        type: 'formatter' as const,
        init: () => undefined,
        format: (value: unknown, how?: string) => written(value, how, formatsFor(locale, 'UTC', 'GBP')),
      })
      .init({
        lng: locale,
        fallbackLng: 'en',
        initAsync: false,
        resources: { en: { translation: structuredClone(messages) } },
        interpolation: { escapeValue: false, alwaysFormat: true },
        missingInterpolationHandler: (_message: string, match: RegExpExecArray) => this.lacking(match[0]),
      });
  }

  /** The sentence. Numbers among its values are written as the locale does; nothing is escaped here. */
  say(text: Text | string): string {
    if (typeof text === 'string') return this.remembered(text, text, {});
    const { otherwise, values } = text;
    const key = otherwise && !this.has(text.key) ? otherwise : text.key;
    if (!values) return this.remembered(key, key, {});
    if (key === VERBATIM) return String(values['text']);
    return this.remembered(`${key} ${JSON.stringify(values)}`, key, values);
  }

  /**
   * From now on uses the words of this trade (job, visit, patrol) in place of the product's own. Whoever reads the
   * organisation says which it is, on every request: the same again costs nothing.
   */
  speakAs(trade: string): void {
    if (trade === this.trade) return;
    this.trade = trade;
    this.i18n.removeResourceBundle('en', 'translation');
    const own = this.trades[trade];
    const layers = [this.messages, ...(own && typeof own !== 'string' ? [own] : []), ...this.overlaid];
    for (const layer of layers) this.lay(layer);
    this.said.clear();
  }

  /** Lays further words over the product's own, whatever the trade. */
  overlay(messages: Messages): void {
    this.overlaid.push(messages);
    this.lay(messages);
    this.said.clear();
  }

  private lay(messages: Messages): void {
    this.i18n.addResourceBundle('en', 'translation', structuredClone(messages), true, true);
  }

  has(key: string): boolean {
    return this.i18n.exists(key) || this.i18n.exists(key, { count: 2 });
  }

  /** Making a sentence is dear, and pages say the same again and again. */
  private remembered(as: string, key: string, values: Readonly<Record<string, unknown>>): string {
    const known = this.said.get(as);
    if (known !== undefined) return known;
    if (this.said.size >= KEPT) this.said.clear();
    const sentence = this.translate(key, values);
    this.said.set(as, sentence);
    return sentence;
  }

  private translate(key: string, values: Readonly<Record<string, unknown>>): string {
    if (typeof key !== 'string' || !this.i18n.exists(key, values)) return this.missing(String(key));
    const sentence: unknown = this.i18n.t(key, { ...values, nest: false, returnObjects: true });
    return typeof sentence === 'string' ? sentence : this.missing(key);
  }

  private missing(key: string): string {
    if (this.strict) throw new Error(`No words stand under the key "${key}" in messages/.`);
    return key;
  }

  private lacking(placeholder: string): string {
    if (this.strict) throw new Error(`Words were asked for without a value for ${placeholder}.`);
    return '';
  }
}
