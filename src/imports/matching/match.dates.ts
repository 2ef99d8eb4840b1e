import { say, type Text } from '../../platform/errors.js';
import { isObject } from '../import.map-faults.js';
import { dateParser, type DayOrder, isDateFormat } from '../value.date.js';
import type { ColumnGlimpse } from './glimpse.js';
import { onPage } from './match.faults.js';

/** How the first date of a column is going to be read: day and month are easily taken for each other. */
export function dateNote(
  column: ColumnGlimpse | undefined,
  map: Readonly<Record<string, unknown>>,
  written: unknown,
): Text | null {
  const value = column?.firsts[0];
  if (!column || value === undefined) return null;
  const own = isObject(written) ? written['dateFormat'] : undefined;
  const format = String(own ?? map['dateFormat'] ?? 'auto');
  if (!isDateFormat(format)) return null;
  const order = format === 'auto' ? orderOf(column.dayOrders) : 'day';
  if (order === 'open' || order === 'mixed') return say(`imports.match.dates.${order}`, { value });
  const parsed = dateParser(format, order)(value);
  return 'problem' in parsed
    ? onPage(parsed.problem)
    : say('imports.match.dates.read', { value, day: parsed.value });
}

function orderOf(proved: ColumnGlimpse['dayOrders']): DayOrder | 'open' | 'mixed' | undefined {
  if (proved.has('day') && proved.has('month')) return 'mixed';
  if (proved.has('day')) return 'day';
  if (proved.has('month')) return 'month';
  return proved.has('either') ? 'open' : undefined;
}
