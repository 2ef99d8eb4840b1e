import { say, type Text } from '../../platform/errors.js';
import { verbatim } from '../../platform/pages/words.js';
import { endingText } from '../engine/ending.js';
import { linesTable } from '../engine/lines.block.js';
import { factsOf } from '../engine/record.blocks.js';
import type { Block, RecordPage } from '../engine/record-page.js';
import type { FullRecord } from '../engine/record.queries.js';
import { salesKind, shownFields } from './sales.fields.js';

/** One quote, price list or agreement: what it says, how long it holds, and its lines. */
export const salesPage: RecordPage = {
  title: ({ values }) =>
    say(`sales.recordTitle.${String(values['kind'])}`, { reference: String(values['reference']) }),
  read: (_row, _ask, today) => Promise.resolve({ today }),
  blocks: (record, context) => {
    const facts = factsOf({ key: 'sales', fields: [...shownFields, salesKind] }, record, context);
    const lines = record.children['lines'] ?? [];
    const prices = context.can('money');
    const notes = String(record.values['notes'] ?? '');
    const blocks: Block[] = [
      facts(['reference', 'kind', 'title', 'edition', 'status', 'date', 'expires', 'site', 'total']),
    ];
    const ending = ends(record);
    if (ending) blocks.unshift({ kind: 'note', title: say('sales.ending.title'), text: ending });
    if (lines.length > 0) {
      const currency = String(record.values['totalCurrency'] ?? '');
      blocks.push(linesTable('sales.lines', lines, prices ? ['unitPrice', 'net'] : [], currency));
    }
    if (notes) blocks.push({ kind: 'note', title: say('sales.fields.notes'), text: verbatim(notes) });
    return blocks;
  },
};

/** How long an offer or an agreement still holds; nothing is said of what has no end, is taken up or is over. */
function ends({ values, extra }: FullRecord): Text | undefined {
  const day = values['expires'] as string | null;
  const status = String(values['status']);
  const counts = ['sent', 'expired', ...(values['kind'] === 'quote' ? [] : ['accepted'])];
  if (!day || !counts.includes(status)) return undefined;
  const today = String(extra['today']);
  return status === 'expired' && day >= today ? undefined : endingText(day, today);
}
