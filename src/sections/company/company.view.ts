import { say, type Text } from '../../platform/errors.js';
import { cell } from '../../platform/pages/cells.js';
import { verbatim } from '../../platform/pages/words.js';
import type { PageModel } from '../../platform/pages/page.js';
import type { Block } from '../engine/record-page.js';

export type CompanyRow = Readonly<Record<string, string>> & { readonly id: string };

/**
 * The details of each customer that somebody sees; nothing known is left out. Pure.
 * @param business what the business says of itself, for those who may read it
 */
export function companyView(
  rows: readonly CompanyRow[],
  business: readonly Block[],
): PageModel & { readonly blocks: readonly Block[] } {
  return {
    head: { title: say('company.title'), purpose: say('company.purpose') },
    blocks: rows
      .flatMap((row) => [
        facts(row, verbatim(row['name'] ?? ''), [
          'reference',
          'tradingName',
          'address',
          'postcode',
          'sicCode',
          'vatNumber',
        ]),
        facts(row, say('company.contact'), ['contactName', 'email', 'phone', 'accountManager']),
        facts(row, say('company.invoicing'), ['invoicingAddress']),
      ])
      .concat(business, [{ kind: 'note', title: say('company.ask'), text: say('company.askText') }])
      .filter((block) => block.kind !== 'facts' || block.items.length > 0),
  };
}

function facts(row: CompanyRow, title: Text, names: readonly string[]): Block {
  const items = names
    .filter((name) => row[name])
    .map((name) => ({
      label: say(name === 'reference' ? 'sections.fields.reference' : `company.fields.${name}`),
      cell: cell.text(row[name] ?? null),
    }));
  return { kind: 'facts', title, items };
}
