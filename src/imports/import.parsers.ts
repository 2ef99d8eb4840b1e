import type { BoundField } from './import.bind.js';
import type { ImportMap } from './import.map.js';
import type { Habits } from './import.survey.js';
import { ewcParser, fateParser } from './value.codes.js';
import { dateParser } from './value.date.js';
import { momentParser } from './value.moment.js';
import { moneyParser } from './value.money.js';
import type { Parsed, ValueParser } from './value.parsed.js';
import { inAnother, typedParser } from './value.typed.js';
import { WEIGHT_UNITS, weightParser } from './value.weight.js';
import {
  booleanParser,
  choiceParser,
  integerParser,
  referenceParser,
  referencesParser,
  textParser,
} from './value.words.js';

/** What an organisation means when a file does not say it: amounts without a currency, times without a zone. */
export interface ImportCustoms {
  readonly currency: string;
  readonly timeZone: string;
}

/** Reads a cell, which may depend on what currency its record is in. */
export type CellParser = (text: string, recordCurrency?: string) => Parsed;

/** How the cells of one field are read in this file: amounts of lines in the currency of their record, where it has one. */
export const cellParserFor = (
  bound: BoundField,
  map: ImportMap,
  habits: Habits,
  customs: ImportCustoms,
): CellParser => {
  const parse = parserFor(bound, map, habits, customs);
  const { field, source } = bound;
  if (field.typed !== 'amount' || source.unit !== field.typed) return parse;
  const parsers = new Map<string, ValueParser>();
  return (text, currency) => {
    if (currency === undefined) return parse(text);
    if (source.currency !== undefined && source.currency !== currency)
      return inAnother(source.currency, currency);
    const known = parsers.get(currency);
    const read = known ?? parserFor({ ...bound, source: { ...source, currency } }, map, habits, customs);
    parsers.set(currency, read);
    return read(text);
  };
};

const parserFor = (
  { field, source }: BoundField,
  map: ImportMap,
  habits: Habits,
  { currency, timeZone }: ImportCustoms,
): ValueParser => {
  const amounts = { isMinor: source.unit === 'minor', isCoded: source.currencyColumn !== undefined };
  const decimal = source.decimal ?? (map.decimal === 'auto' ? habits.decimal : map.decimal);
  switch (field.kind) {
    case 'date':
      return dateParser(source.dateFormat ?? map.dateFormat, habits.dayOrder);
    case 'time':
      return momentParser(source.dateFormat ?? map.dateFormat, habits.dayOrder, timeZone, map.downloaded);
    case 'weight':
      return weightParser(
        decimal,
        WEIGHT_UNITS.find((unit) => unit === source.unit),
      );
    case 'money':
      return moneyParser(decimal, source.currency ?? map.currency ?? currency, amounts);
    case 'integer':
      return source.unit !== undefined && source.unit === field.typed
        ? typedParser(field.typed, decimal, source.currency ?? map.currency ?? currency, amounts)
        : integerParser(decimal);
    case 'choice':
      return choiceParser(field.choices ?? [], field.choiceWords, field.moreWords);
    case 'boolean':
      return booleanParser;
    case 'ewc':
      return ewcParser;
    case 'fate':
      return fateParser;
    case 'reference':
      return referenceParser;
    case 'references':
      return referencesParser;
    case 'text':
      return textParser;
  }
};
