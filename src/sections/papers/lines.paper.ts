import { say } from '../../platform/errors.js';
import { cell } from '../../platform/pages/cells.js';
import type { PaperItem, PaperTable } from '../../platform/paper/paper.js';
import { amountOf, quantity, type Amount } from '../engine/lines.block.js';
import type { ChildRow } from '../engine/record.queries.js';

/** The lines of an invoice or an offer on its paper, with what they come to below. */
export const linesOnPaper = (
  words: string,
  lines: readonly ChildRow[],
  amounts: readonly Amount[],
  currency: string,
  totals: readonly PaperItem[],
): PaperTable => ({
  kind: 'table',
  title: null,
  columns: ['description', 'quantity', ...amounts].map((key) => ({
    label: say(`${words}.${key}`),
    numeric: key !== 'description',
  })),
  rows: lines.map((line) => [
    cell.text(String(line['description'])),
    cell.text(quantity(line)),
    ...amounts.map((name) => amountOf(line, name, currency)),
  ]),
  totals,
});
