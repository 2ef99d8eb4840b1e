import { say } from '../platform/errors.js';
import { cell, type Cell } from '../platform/pages/cells.js';
import type { Row } from '../sections/engine/list.queries.js';

/** One record on the summary: what it is called, what to know of it, and what counts. */
export interface HomeEntry {
  readonly title: Cell;
  readonly beside: Cell | null;
  readonly notes: readonly Cell[];
  readonly value: Cell | null;
  readonly status: Cell | null;
}

/** What the summary shows of a section: a question to its list, in the words of the list's own address. */
export interface HomeBlock {
  readonly key: string;
  /** The section it belongs to: it is shown where that is open, and reads within that scope. */
  readonly section: string;
  readonly query: (today: string) => Readonly<Record<string, string>>;
  /** What is read, where that is more than the list shows at first. */
  readonly columns?: readonly string[];
  readonly most: number;
  readonly entry: (row: Row, today: string) => HomeEntry;
}

const text = (row: Row, name: string): string | null => (row[name] as string | null) || null;
const known = (cells: readonly Cell[]): Cell[] => cells.filter(({ value }) => value !== null);
const reference = (row: Row): Cell => cell.text(text(row, 'reference'));

/** The summary, from what matters today to what lies behind. */
export const HOME_BLOCKS: readonly HomeBlock[] = [
  {
    key: 'upcoming',
    section: 'jobs',
    query: (today) => ({ from: today, status: 'scheduled', sort: 'date' }),
    columns: ['date', 'site', 'service', 'timeWindow'],
    most: 5,
    entry: (row) => ({
      title: cell.date(text(row, 'date')),
      beside: known([cell.text(text(row, 'timeWindow'))])[0] ?? null,
      notes: known([cell.text(text(row, 'service')), cell.text(text(row, 'site'))]),
      value: reference(row),
      status: null,
    }),
  },
  {
    key: 'recent',
    section: 'jobs',
    query: () => ({ status: 'completed' }),
    most: 5,
    entry: (row) => ({
      title: reference(row),
      beside: known([cell.text(text(row, 'service'))])[0] ?? null,
      notes: known([cell.date(text(row, 'date')), cell.text(text(row, 'site'))]),
      value: row['weight'] ? cell.weight(String(row['weight'])) : null,
      status: null,
    }),
  },
  {
    key: 'invoices',
    section: 'invoices',
    query: () => ({ kind: 'invoice' }),
    most: 5,
    entry: (row, today) => {
      const due = text(row, 'dueDate');
      const toPay = BigInt(String(row['open'] ?? 0)) > 0n;
      const overdue = toPay && due !== null && due < today;
      return {
        title: reference(row),
        beside: null,
        notes: known([
          cell.date(text(row, 'date')),
          ...(toPay && due ? [cell.words(say('portal.home.invoices.due', { day: due }))] : []),
        ]),
        value: cell.money(String(row['gross']), String(row['grossCurrency'])),
        status: overdue
          ? cell.status(say('portal.home.invoices.overdue'), 'attention')
          : cell.status(
              say(`invoices.status.${row['status']}`),
              row['status'] === 'paid' ? 'good' : 'neutral',
            ),
      };
    },
  },
  {
    key: 'documents',
    section: 'documents',
    query: () => ({}),
    most: 5,
    entry: (row) => ({
      title: cell.text(text(row, 'name')),
      beside: null,
      notes: known([
        cell.text(text(row, 'type')),
        cell.date(text(row, 'date')),
        cell.text(text(row, 'site')),
      ]),
      value: null,
      status: null,
    }),
  },
  {
    key: 'sites',
    section: 'sites',
    query: () => ({}),
    most: 6,
    entry: (row) => ({
      title: cell.text(text(row, 'name')),
      beside: null,
      notes: known([cell.text(text(row, 'address')), cell.text(text(row, 'postcode'))]),
      value: null,
      status:
        row['status'] === 'active'
          ? null
          : cell.status(
              say(`sites.status.${row['status']}`),
              row['status'] === 'on-stop' ? 'attention' : 'neutral',
            ),
    }),
  },
];
