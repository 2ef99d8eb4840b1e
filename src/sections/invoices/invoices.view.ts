import { say } from '../../platform/errors.js';
import { linesTable } from '../engine/lines.block.js';
import { factsOf } from '../engine/record.blocks.js';
import type { RecordPage } from '../engine/record-page.js';
import { invoiceFields } from './invoices.fields.js';

/** One invoice: its amounts and its lines. */
export const invoicePage: RecordPage = {
  title: ({ values }) => say('invoices.recordTitle', { reference: String(values['reference']) }),
  blocks: (record) => {
    const facts = factsOf({ key: 'invoices', fields: invoiceFields }, record);
    const lines = record.children['lines'] ?? [];
    const currency = String(record.values['grossCurrency']);
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
      ...(lines.length > 0
        ? [linesTable('invoices.lines', lines, ['unitPrice', 'net', 'tax'], currency)]
        : []),
    ];
  },
};
