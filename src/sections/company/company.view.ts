import type { Contacts } from '../../customers/contacts/contacts.js';
import { say, type Text } from '../../platform/errors.js';
import { cell, type Cell } from '../../platform/pages/cells.js';
import { tableView } from '../../platform/pages/table.view.js';
import { verbatim } from '../../platform/pages/words.js';
import type { PageModel } from '../../platform/pages/page.js';
import { reachCell } from '../engine/reach.cells.js';
import type { Block } from '../engine/record-page.js';

export type CompanyFacts = Readonly<Record<string, string>> & { readonly id: string };

export type Contact = Contacts['contacts'][number];
export type Address = Contacts['addresses'][number];

/** A customer as its people read it. */
export interface CompanyRow {
  readonly facts: CompanyFacts;
  readonly contacts: readonly Contact[];
  readonly addresses: readonly Address[];
}

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
      .flatMap((row) => ofCustomer(row))
      .concat(business, [{ kind: 'note', title: say('company.ask'), text: say('company.askText') }])
      .filter((block) => block.kind !== 'facts' || block.items.length > 0),
  };
}

const ofCustomer = ({ facts: row, contacts, addresses }: CompanyRow): Block[] => [
  facts(row, verbatim(row['name'] ?? ''), [
    'reference',
    'tradingName',
    'address',
    'postcode',
    'sicCode',
    'vatNumber',
  ]),
  facts(row, say('company.contact'), ['contactName', 'email', 'phone']),
  facts(row, say('company.invoicing'), ['invoicingAddress']),
  ...contactsTable(contacts, 'company.contacts'),
  ...addressesTable(addresses),
  facts(row, say('company.manager'), ['accountManager', 'accountManagerPhone', 'accountManagerEmail']),
];

const REACHES: Readonly<Record<string, 'phone' | 'email'>> = {
  phone: 'phone',
  accountManagerPhone: 'phone',
  email: 'email',
  accountManagerEmail: 'email',
};

/** A phone dials and an address writes; everything else is text. */
export const reached = (name: string, value: string): Cell => {
  const by = REACHES[name];
  return by ? reachCell(by, value) : cell.text(value || null);
};

function facts(row: CompanyFacts, title: Text, names: readonly string[]): Block {
  const items = names
    .filter((name) => row[name])
    .map((name) => ({
      label: say(name === 'reference' ? 'sections.fields.reference' : `company.fields.${name}`),
      cell: reached(name, row[name] ?? ''),
    }));
  return { kind: 'facts', title, items };
}

/** People of a customer or a site beyond the first; nothing where there are none. @param words of its columns */
export function contactsTable(contacts: readonly Contact[], words: string): Block[] {
  if (contacts.length === 0) return [];
  const title = say(`${words}.title`);
  const columns = ['name', 'role', 'phone', 'email'] as const;
  return [
    {
      kind: 'table',
      title,
      table: tableView({
        caption: title,
        columns: columns.map((key) => ({ key, label: say(`${words}.${key}`), telling: true })),
        rows: contacts.map((one) => ({ cells: columns.map((name) => reached(name, one[name])) })),
      }),
    },
  ];
}

function addressesTable(addresses: readonly Address[]): Block[] {
  if (addresses.length === 0) return [];
  const title = say('company.addresses.title');
  const columns = ['kind', 'name', 'address', 'postcode'] as const;
  return [
    {
      kind: 'table',
      title,
      table: tableView({
        caption: title,
        columns: columns.map((key) => ({ key, label: say(`company.addresses.${key}`), telling: true })),
        rows: addresses.map((one) => ({
          cells: [
            cell.words(say(`company.kind.${one.kind}`)),
            ...columns.slice(1).map((name) => cell.text(one[name] || null)),
          ],
        })),
      }),
    },
  ];
}
