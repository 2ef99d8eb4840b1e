import { Invalid, say, type Text } from '../platform/errors.js';
import type { BoundField } from './import.bind.js';
import type { ImportMap } from './import.map.js';
import type { RowCheck } from './import.other-kind.js';
import type { Table } from './table.reader.js';
import { decimalMarkIn } from './value.decimal-mark.js';
import type { DecimalMark } from '../platform/decimals.js';
import { type DayOrder, dayOrderIn } from './value.date.js';
import { partMoney } from '../platform/money.js';
import { partWeight } from './value.weight.js';

/** How this file writes what can be written in two ways. */
export interface Habits {
  readonly dayOrder?: DayOrder;
  readonly decimal: DecimalMark;
}

/**
 * Reads every row once to find out what no single cell tells: whether `03/04/2024` is in April or in March, and
 * whether `1,234` is a thousand. Throws `Invalid` where the file does not prove it, or proves both: then a person says
 * it in the map. Nothing is read where the map says it already.
 * @param isOther tells rows that are not meant: they prove nothing
 */
export const survey = async (
  table: Table,
  map: ImportMap,
  bound: readonly BoundField[],
  isOther: RowCheck = () => undefined,
): Promise<Habits> => {
  const dates = bound.filter(
    ({ field, source }) =>
      ['date', 'time'].includes(field.kind) && (source.dateFormat ?? map.dateFormat) === 'auto',
  );
  const figures =
    map.decimal === 'auto'
      ? bound.filter(({ field, source }) => field.kind in FIGURE && !source.decimal)
      : [];
  const days = new Evidence<DayOrder>();
  const marks = new Evidence<DecimalMark>();
  if (dates.length > 0 || figures.length > 0)
    for await (const row of table.rows()) {
      if ('problem' in row || isOther(row)) continue;
      for (const date of dates) days.weigh(dayOrderIn(date.text(row)), row.row, date.text(row));
      for (const figure of figures) {
        const kind = figure.field.typed === 'amount' ? 'money' : figure.field.kind;
        const text = FIGURE[kind]?.(figure.text(row)) ?? '';
        marks.weigh(decimalMarkIn(text), row.row, text);
      }
    }
  const wrong = { ...days.fault('dateFormat', DATE_FAULTS), ...marks.fault('decimal', DECIMAL_FAULTS) };
  if (Object.keys(wrong).length > 0) throw new Invalid(wrong, say('imports.map.wrong'));
  return { dayOrder: days.verdict(), decimal: marks.verdict() ?? '.' };
};

const FIGURE: Readonly<Partial<Record<string, (text: string) => string>>> = {
  weight: (text) => partWeight(text).figure,
  money: (text) => partMoney(text).figure,
  integer: (text) => text,
};

const DATE_FAULTS = { either: 'imports.map.dateEither', mixed: 'imports.map.dateMixed' } as const;
const DECIMAL_FAULTS = { either: 'imports.map.decimalEither', mixed: 'imports.map.decimalMixed' } as const;

/** Keeps the first example of each reading. */
class Evidence<Reading extends string> {
  private readonly first = new Map<Reading | 'either', { row: number; text: string }>();

  weigh(reading: Reading | 'either' | undefined, row: number, text: string): void {
    if (reading !== undefined && !this.first.has(reading)) this.first.set(reading, { row, text });
  }

  verdict(): Reading | undefined {
    return this.readings()[0];
  }

  fault(key: string, sentences: { readonly either: string; readonly mixed: string }): Record<string, Text> {
    const [one, other] = this.readings().map((reading) => this.first.get(reading));
    if (one && other)
      return {
        [key]: say(sentences.mixed, { row: one.row, text: one.text, otherRow: other.row, other: other.text }),
      };
    const either = this.first.get('either');
    return !one && either ? { [key]: say(sentences.either, either) } : {};
  }

  private readings(): Reading[] {
    return [...this.first.keys()].filter((reading): reading is Reading => reading !== 'either');
  }
}
