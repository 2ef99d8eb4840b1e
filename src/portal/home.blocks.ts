import { say } from '../platform/errors.js';
import { cell } from '../platform/pages/cells.js';
import { fieldCell } from '../sections/engine/field.cells.js';
import { invoiceStatus } from '../sections/invoices/invoices.fields.js';
import { known, reference, text, type HomeBlock } from './home.block.js';
import { FIRST_BLOCKS, LATER_BLOCKS } from './home.news.js';

/** The summary, from what matters today to what lies behind. */
export const HOME_BLOCKS: readonly HomeBlock[] = [
  ...FIRST_BLOCKS,
  {
    key: 'upcoming',
    section: 'jobs',
    query: () => ({ when: 'upcoming', sort: 'date' }),
    columns: ['date', 'site', 'service', 'timeWindow', 'status'],
    most: 5,
    entry: (row) => ({
      title: cell.date(text(row, 'date')),
      beside: known([cell.text(text(row, 'timeWindow'))])[0] ?? null,
      notes: known([cell.text(text(row, 'service')), cell.text(text(row, 'site'))]),
      value: reference(row),
      status:
        row['status'] === 'in-progress' ? cell.status(say('jobs.status.in-progress'), 'attention') : null,
    }),
  },
  ...LATER_BLOCKS,
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
    entry: (row) => {
      const due = text(row, 'dueDate');
      const toPay = BigInt(String(row['open'] ?? 0)) > 0n;
      return {
        title: reference(row),
        beside: null,
        notes: known([
          cell.date(text(row, 'date')),
          ...(toPay && due ? [cell.words(say('portal.home.invoices.due', { day: due }))] : []),
        ]),
        value: cell.money(String(row['gross']), String(row['grossCurrency'])),
        status: fieldCell('invoices', invoiceStatus, row),
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
