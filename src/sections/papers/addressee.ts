import type { Ask } from '../../platform/database/portal-reads.js';
import { say } from '../../platform/errors.js';
import { cell } from '../../platform/pages/cells.js';
import type { PaperItem } from '../../platform/paper/paper.js';
import type { FullRecord } from '../engine/record.queries.js';

/** Whom a paper is for. */
export interface Addressee {
  readonly name: string;
  readonly address: string;
  readonly vatNumber: string;
}

/** The record's customer, with where its invoices go, else where it is. */
export async function addresseeOf(
  { customerId }: Pick<FullRecord, 'customerId'>,
  ask: Ask,
): Promise<Addressee> {
  const [found] = await ask<Addressee>(
    `select name, vat_number as "vatNumber",
       case when invoicing_address <> '' then invoicing_address
         else concat_ws(E'\\n', nullif(address, ''), nullif(postcode, '')) end as address
     from customers where id = $1`,
    [customerId],
  );
  return found ?? { name: '', address: '', vatNumber: '' };
}

/** Name and address; where the customer's details are closed, the name alone. */
export function addresseeItems({ name, address, vatNumber }: Addressee, open: boolean): PaperItem[] {
  const lines = open && address ? `${name}\n${address.replace(/,\s*/g, '\n')}` : name;
  return [
    { label: say('paper.to'), cell: cell.text(lines) },
    ...(open && vatNumber ? [{ label: say('paper.vatNumber'), cell: cell.text(vatNumber) }] : []),
  ];
}
