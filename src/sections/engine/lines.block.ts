import { say } from '../../platform/errors.js';
import { cell, type Cell } from '../../platform/pages/cells.js';
import { tableView } from '../../platform/pages/table.view.js';
import type { Block } from './record-page.js';
import type { ChildRow } from './record.queries.js';

/** The amounts of a line that a table may show, by the names of their columns. */
const AMOUNTS = { unitPrice: 'unitAmount', net: 'netAmount', tax: 'taxAmount' } as const;
export type Amount = keyof typeof AMOUNTS;

/**
 * The lines of an invoice, an offer or an agreement.
 * @param words where the table's title and the names of its columns stand
 * @param amounts which amounts are shown; none where financial details are closed
 */
export function linesTable(
  words: string,
  lines: readonly ChildRow[],
  amounts: readonly Amount[],
  currency: string,
): Block {
  const title = say(`${words}.title`);
  const table = tableView({
    caption: title,
    columns: ['description', 'quantity', ...amounts].map((key) => ({
      key,
      label: say(`${words}.${key}`),
      numeric: key !== 'description',
      telling: true,
    })),
    rows: lines.map((line) => ({
      cells: [
        cell.text(String(line['description'])),
        cell.text(quantity(line)),
        ...amounts.map((name) => amountOf(line, name, currency)),
      ],
    })),
  });
  return { kind: 'table', title, table };
}

/** A price that nobody gave is not nothing: it stays empty, also where it is kept as 0 beside what the line comes to. */
export function amountOf(line: ChildRow, name: Amount, currency: string): Cell {
  const given = line[AMOUNTS[name]];
  if (given === null || given === undefined) return cell.text(null);
  const amount = BigInt(String(given));
  const missing = name === 'unitPrice' && amount === 0n && BigInt(String(line[AMOUNTS.net] ?? 0)) !== 0n;
  return missing ? cell.text(null) : cell.money(amount, currency);
}

const COUNT = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 3 });

/** 2500 thousandths of a tonne are "2.5 t", and 1680000 of a word "1,680 words". */
export const quantity = (line: ChildRow): string =>
  [COUNT.format(Number(line['quantityThousandths'] ?? 0) / 1000), line['unit']].filter(Boolean).join(' ');
