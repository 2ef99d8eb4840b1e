import { say } from '../../platform/errors.js';
import { cell } from '../../platform/pages/cells.js';
import { tableView } from '../../platform/pages/table.view.js';
import { factsOf } from '../engine/record.blocks.js';
import type { Block, RecordPage } from '../engine/record-page.js';
import type { ChildRow } from '../engine/record.queries.js';
import { invoiceFields } from './invoices.fields.js';

/** One invoice: its amounts and its lines. */
export const invoicePage: RecordPage = {
  title: ({ values }) => say('invoices.recordTitle', { reference: String(values['reference']) }),
  blocks: (record) => {
    const facts = factsOf({ key: 'invoices', fields: invoiceFields }, record);
    const lines = record.children['lines'] ?? [];
    return [
      facts([
        'reference',
        'status',
        'date',
        'dueDate',
        'site',
        'purchaseOrder',
        'net',
        'tax',
        'gross',
        'paid',
        'open',
      ]),
      ...(lines.length > 0 ? [table(lines, String(record.values['grossCurrency']))] : []),
    ];
  },
};

function table(lines: readonly ChildRow[], currency: string): Block {
  const amount = (value: unknown) => cell.money(BigInt(String(value ?? 0)), currency);
  return {
    kind: 'table',
    title: say('invoices.lines.title'),
    table: tableView({
      caption: say('invoices.lines.title'),
      columns: ['description', 'quantity', 'unitPrice', 'net', 'tax'].map((key) => ({
        key,
        label: say(`invoices.lines.${key}`),
        numeric: key !== 'description',
      })),
      rows: lines.map((line) => ({
        cells: [
          cell.text(String(line['description'])),
          cell.text(quantity(line)),
          amount(line['unitAmount']),
          amount(line['netAmount']),
          amount(line['taxAmount']),
        ],
      })),
    }),
  };
}

/** 2500 thousandths of a tonne are "2.5 t". */
function quantity(line: ChildRow): string {
  const text = String(line['quantityThousandths'] ?? 0).padStart(4, '0');
  const decimals = text.slice(-3).replace(/0+$/, '');
  return [`${text.slice(0, -3)}${decimals ? `.${decimals}` : ''}`, line['unit']].filter(Boolean).join(' ');
}
