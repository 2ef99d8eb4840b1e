import { say, type Text } from '../platform/errors.js';
import type { OpenImport } from './import.lines.js';
import { isAmount } from './import.fields.js';
import { findColumn } from './table.header.js';
import { CURRENCY_CODES } from '../platform/money.js';

/**
 * Says which columns hold currencies that no amount is read in: whoever overlooks one takes dollars for pounds. Somebody
 * waits for it: the first rows tell.
 */
export async function unreadCurrencies({
  table,
  map,
  fields,
  unusedColumns,
  currency,
}: Pick<OpenImport, 'table' | 'map' | 'fields' | 'unusedColumns' | 'currency'>): Promise<Text[]> {
  // Amounts of lines are in the currency of their record.
  const isOfRecord = fields.some(({ scope, field }) => scope === '' && field.kind === 'money');
  const amounts = fields.filter(
    ({ field, source }) =>
      isAmount(field) && source.currencyColumn === undefined && !(field.typed && isOfRecord),
  );
  // A download's own columns are known, also those that nobody reads.
  if (amounts.length === 0 || map.downloaded) return [];
  const own = new Set(amounts.map(({ source }) => source.currency ?? currency));
  const places = new Map(unusedColumns.map((name) => [name, findColumn(table.columns, name) ?? -1]));
  const seen = new Map(unusedColumns.map((name) => [name, new Set<string>()]));
  let rows = 0;
  for await (const row of table.rows()) {
    if (seen.size === 0 || rows++ >= LOOKED_AT) break;
    if ('problem' in row) continue;
    for (const [name, codes] of seen) {
      const code = (row.cells[places.get(name) ?? -1] ?? '').trim().toUpperCase();
      if (CURRENCY_CODES.has(code)) codes.add(code);
      else if (code !== '') seen.delete(name);
    }
  }
  return [...seen].flatMap(([column, codes]) => {
    const others = [...codes].filter((code) => !own.has(code));
    return others.length === 0
      ? []
      : [
          say(UNREAD_CURRENCY, {
            column,
            others: others.slice(0, SHOWN).join(', '),
            currency: [...own].join(', '),
          }),
        ];
  });
}

export const UNREAD_CURRENCY = 'imports.report.unreadCurrency';
const SHOWN = 5;
const LOOKED_AT = 5000;
