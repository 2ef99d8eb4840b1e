import type { Ask } from '../../platform/database/portal-reads.js';
import { say } from '../../platform/errors.js';
import { cell } from '../../platform/pages/cells.js';
import { verbatim } from '../../platform/pages/words.js';
import type { Paper, PaperBlock } from '../../platform/paper/paper.js';
import { factsOf } from '../engine/record.blocks.js';
import type { RecordPaper } from '../engine/record-paper.js';
import type { FullRecord } from '../engine/record.queries.js';
import { addresseeItems, addresseeOf, type Addressee } from '../papers/addressee.js';
import { linesOnPaper } from '../papers/lines.paper.js';
import { salesKind, shownFields } from './sales.fields.js';
import { salesPage } from './sales.view.js';

/** A quote, a price list or an agreement as its paper: it is all about prices, so it needs financial details. */
export const salesPaper: RecordPaper = {
  needs: ['money'],
  offered: ({ values }) => values['status'] !== 'draft',
  supplied: suppliedPdf,
  read: async (record, ask) => ({ addressee: await addresseeOf(record, ask) }),
  paper: (record, beside, can): Paper => {
    const { values } = record;
    const facts = factsOf({ key: 'sales', fields: [...shownFields, salesKind] }, record);
    const about = facts(['reference', 'edition', 'status', 'date', 'expires', 'site']);
    const lines = record.children['lines'] ?? [];
    const currency = String(values['totalCurrency'] ?? '');
    const total = values['total'] === null ? null : BigInt(String(values['total']));
    const sum = { label: say('sales.fields.total'), cell: cell.money(total, currency) };
    const title = String(values['title'] ?? '');
    const notes = String(values['notes'] ?? '');
    const blocks: PaperBlock[] = [
      {
        kind: 'facts',
        title: null,
        items: [...addresseeItems(beside['addressee'] as Addressee, can('company')), ...about.items],
      },
    ];
    if (lines.length > 0)
      blocks.push(
        linesOnPaper('sales.lines', lines, ['unitPrice', 'net'], currency, total === null ? [] : [sum]),
      );
    else if (total !== null) blocks.push({ kind: 'facts', title: null, items: [sum] });
    if (notes) blocks.push({ kind: 'note', title: say('sales.fields.notes'), text: verbatim(notes) });
    return { title: salesPage.title(record), under: title ? verbatim(title) : null, blocks };
  },
};

/** Of the same customer; what whoever asks may not see among documents is not there. */
async function suppliedPdf({ customerId, values }: FullRecord, ask: Ask): Promise<string | undefined> {
  if (!values['document']) return undefined;
  const [found] = await ask<{ id: string }>(
    `select d.id from documents d join files f on f.id = d.file_id
     where d.reference = $1 and d.customer_id = $2 and d.deleted_at is null and d.order_id is null
       and f.media_type = 'application/pdf'`,
    [values['document'], customerId],
  );
  return found?.id;
}
