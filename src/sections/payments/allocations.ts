import type { EntityManager } from 'typeorm';
import { say, type Text } from '../../platform/errors.js';
import type { Coming, FaultsOf } from '../engine/section.js';

interface Invoice {
  readonly reference: string;
  readonly customerId: string;
  readonly currency: string;
  readonly gross: string;
  /** Whether it may be paid at all: drafts, void and credited invoices may not, unless they were paid before. */
  readonly payable: boolean;
  readonly deleted: boolean;
}

interface Stood {
  readonly payment: string;
  readonly invoice: string;
  readonly amount: string;
}

/**
 * Checks what payments are set against. It locks their invoices, new and old ones in one order, so that of two
 * payments of one invoice the second sees what the first left open.
 */
export async function allocationsFit(manager: EntityManager, payments: readonly Coming[]): Promise<FaultsOf> {
  const references = payments.map(({ reference }) => reference);
  const named = payments.flatMap((one) => partsOf(one).map(({ invoice }) => invoice));
  const invoices = await manager.query<Invoice[]>(
    `select i.reference, i.customer_id as "customerId", i.currency, i.gross_amount::text as gross,
       i.status not in ('draft', 'void', 'credited') as payable, i.deleted_at is not null as deleted
     from invoices i
     where i.kind = 'invoice' and (i.reference = any ($1) or i.id in (
       select a.invoice_id from payment_allocations a join payments p on p.id = a.payment_id
       where p.reference = any ($2)))
     order by i.reference, i.kind for no key update`,
    [named, references],
  );
  const stood = await manager.query<Stood[]>(
    `select p.reference as payment, a.invoice_reference as invoice, a.amount::text as amount
     from payment_allocations a join payments p on p.id = a.payment_id and p.deleted_at is null
     where a.invoice_reference = any ($1)`,
    [invoices.map(({ reference }) => reference)],
  );
  const known = new Map(invoices.map((one) => [one.reference, one]));
  const left = new Map(invoices.map(({ reference, gross }) => [reference, BigInt(gross)]));
  const coming = new Set(references);
  for (const { payment, invoice, amount } of stood)
    if (!coming.has(payment)) take(left, invoice, BigInt(amount));
  const before = new Map(stood.map((one) => [`${one.payment}\n${one.invoice}`, BigInt(one.amount)]));
  const found = payments.map((one) => {
    const was = (invoice: string) => before.get(`${one.reference}\n${invoice}`) ?? 0n;
    return [one.reference, faultsOf(one, known, left, was)] as const;
  });
  return new Map(found.filter(([, faults]) => Object.keys(faults).length > 0));
}

interface Part {
  readonly invoice: string;
  readonly amount: bigint;
  readonly currency: string;
}

const partsOf = ({ children }: Coming): Part[] =>
  (children['allocations'] ?? []).map(({ columns }) => ({
    invoice: String(columns['invoice_reference']),
    amount: BigInt(String(columns['amount'])),
    currency: String(columns['amount_currency']),
  }));

function take(left: Map<string, bigint>, invoice: string, amount: bigint): void {
  left.set(invoice, (left.get(invoice) ?? 0n) - amount);
}

/** Of one payment; what it takes is gone for those behind it. */
function faultsOf(
  payment: Coming,
  known: ReadonlyMap<string, Invoice>,
  left: Map<string, bigint>,
  was: (invoice: string) => bigint,
): Record<string, Text> {
  const faults: Record<string, Text> = {};
  const { columns } = payment;
  const parts = partsOf(payment);
  for (const [index, { invoice: reference, amount, currency }] of parts.entries()) {
    const at = (name: string, key: string) => {
      faults[`allocations[${index}].${name}`] = say(`payments.wrong.${key}`, { reference });
    };
    const invoice = known.get(reference);
    if (!invoice) at('invoice', 'noInvoice');
    else if (invoice.customerId !== columns['customer_id']) at('invoice', 'foreign');
    else if (parts.findIndex((one) => one.invoice === reference) < index) at('invoice', 'twice');
    else if (currency !== columns['currency'] || currency !== invoice.currency) at('amount', 'currency');
    else if (amount <= 0n) at('amount', 'amount');
    else if (invoice.deleted && amount > was(reference)) at('invoice', 'deleted');
    else if (!invoice.payable && amount > was(reference)) at('invoice', 'notPayable');
    else if (amount > (left.get(reference) ?? 0n)) at('amount', 'open');
  }
  const sum = parts.reduce((all, { amount }) => all + amount, 0n);
  if (sum > BigInt(String(columns['amount']))) faults['allocations'] = say('payments.wrong.more');
  if (Object.keys(faults).length === 0) for (const { invoice, amount } of parts) take(left, invoice, amount);
  return faults;
}
