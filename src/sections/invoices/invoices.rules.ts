import type { EntityManager } from 'typeorm';
import { say, type Text } from '../../platform/errors.js';
import type { ChildBody, Coming, FaultsOf } from '../engine/section.js';

interface Money {
  readonly amount: number;
  readonly currency: string;
}

/** One currency, and a total that is net and tax together. */
export function amountsAgree(invoice: ChildBody): { field: string; key: string } | undefined {
  const [net, tax, gross, paid = net] = (['net', 'tax', 'gross', 'paid'] as const).map(
    (name) => invoice[name] as Money | undefined,
  );
  if (!net || !tax || !gross || !paid) return undefined;
  if ([tax, gross, paid].some(({ currency }) => currency !== net.currency))
    return { field: 'gross', key: 'invoices.wrong.currencies' };
  return gross.amount === net.amount + tax.amount
    ? undefined
    : { field: 'gross', key: 'invoices.wrong.gross' };
}

interface Allocated {
  readonly reference: string;
  readonly customerId: string;
  readonly currency: string;
  readonly paid: string;
}

/** An invoice that payments are set against stays its customer's, in its currency, and as high as they are. */
export async function paymentsStillFit(
  manager: EntityManager,
  invoices: readonly Coming[],
): Promise<FaultsOf> {
  const rows = await manager.query<Allocated[]>(
    `select i.reference, i.customer_id as "customerId", i.currency, sum(a.amount)::text as paid
     from invoices i join payment_allocations a on a.invoice_id = i.id
       join payments p on p.id = a.payment_id and p.deleted_at is null
     where i.reference = any ($1) and i.kind = 'invoice' group by i.id`,
    [invoices.map(({ reference }) => reference)],
  );
  const allocated = new Map(rows.map((row) => [row.reference, row]));
  return faultsOf(invoices, ({ reference, columns }): Record<string, Text> => {
    const were = allocated.get(reference);
    if (!were) return {};
    if (columns['customer_id'] !== were.customerId) return { customer: say('invoices.wrong.paidCustomer') };
    if (columns['currency'] !== were.currency) return { gross: say('invoices.wrong.paidCurrency') };
    return BigInt(String(columns['gross_amount'])) < BigInt(were.paid)
      ? { gross: say('invoices.wrong.paidMore') }
      : {};
  });
}

/** The invoice that a credit note names is one of the same customer. */
export async function creditedInvoiceIsThere(
  manager: EntityManager,
  notes: readonly Coming[],
): Promise<FaultsOf> {
  const named = notes.map(({ columns }) => columns['credited_reference']).filter(Boolean);
  const rows = await manager.query<{ reference: string; customerId: string }[]>(
    `select reference, customer_id as "customerId" from invoices
     where reference = any ($1) and kind = 'invoice' and deleted_at is null`,
    [named],
  );
  return faultsOf(notes, ({ columns }): Record<string, Text> => {
    const reference = columns['credited_reference'];
    const found = rows.some(
      (row) => row.reference === reference && row.customerId === columns['customer_id'],
    );
    return !reference || found
      ? {}
      : { invoice: say('invoices.wrong.noInvoice', { reference: String(reference) }) };
  });
}

/** The records at fault, with what is wrong with each. */
export const faultsOf = (
  records: readonly Coming[],
  check: (one: Coming) => Record<string, Text>,
): FaultsOf =>
  new Map(
    records
      .map((one) => [one.reference, check(one)] as const)
      .filter(([, faults]) => Object.keys(faults).length > 0),
  );
