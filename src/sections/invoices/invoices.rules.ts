import type { EntityManager } from 'typeorm';
import { say, type Text } from '../../platform/errors.js';
import { latestToday, shiftDay } from '../../platform/calendar.js';
import { doubtfulLines } from '../engine/lines.doubts.js';
import { rowsOf } from '../engine/rows.js';
import type { ChildBody, Coming, FaultsOf } from '../engine/section.js';

type Doubts = Record<string, string>;

interface Money {
  readonly amount: number;
  readonly currency: string;
}

/** What cannot be right with an invoice that a person writes. */
export function doubtfulInvoice(invoice: ChildBody): Doubts {
  const { date, dueDate } = invoice;
  const gross = invoice['gross'] as Money | null | undefined;
  const paid = invoice['paid'] as Money | null | undefined;
  const wrong = { ...billAmiss(invoice), ...belowZero(invoice, ['net', 'tax', 'gross', 'paid']) };
  if (date && dueDate && String(dueDate) < String(date)) wrong['dueDate'] = 'invoices.wrong.dueBefore';
  if (!gross || !paid || wrong['paid'] || gross.amount < 0) return wrong;
  if (paid.amount > gross.amount) wrong['paid'] = 'invoices.wrong.paidAbove';
  return wrong;
}

/** Of an invoice: its status is that of what is paid, where so much of it was credited. */
export function doubtfulStatus(invoice: ChildBody, credited: number): Doubts {
  const [gross, paid] = [invoice['gross'], invoice['paid']] as readonly (Money | null | undefined)[];
  if (!gross || !paid || paid.amount < 0 || paid.amount > gross.amount) return {};
  const owed = Math.max(gross.amount - credited, 0);
  switch (invoice['status']) {
    case 'paid':
      return paid.amount < owed ? { status: 'invoices.wrong.notPaid' } : {};
    case 'part-paid':
      return paid.amount === 0 || paid.amount >= owed ? { status: 'invoices.wrong.notPartPaid' } : {};
    case 'draft':
    case 'sent':
      return paid.amount > 0 ? { status: 'invoices.wrong.somePaid' } : {};
    default:
      return {};
  }
}

/** What cannot be right with a credit note that a person writes: it says what is given back, above zero. */
export const doubtfulCreditNote = (note: ChildBody): Doubts => ({
  ...billAmiss(note),
  ...belowZero(note, ['net', 'tax', 'gross']),
});

/** What is sent bills something, on a day that is not far ahead. */
function billAmiss(bill: ChildBody): Doubts {
  const { date, status, lines } = bill;
  const wrong = { ...doubtfulLines(bill), ...sumsAmiss(bill) };
  if (['draft', 'void', null, undefined].includes(status as string | null | undefined)) return wrong;
  const isNothing = (bill['gross'] as Money | null | undefined)?.amount === 0 && rowsOf(lines).length === 0;
  return {
    ...wrong,
    ...(isNothing ? { gross: 'invoices.wrong.nothing' } : {}),
    ...(date && String(date) > shiftDay(latestToday(), A_YEAR) ? { date: 'invoices.wrong.farAhead' } : {}),
  };
}

const A_YEAR = 366;

/** Where there are lines, they are what the amounts are made of. */
function sumsAmiss({ lines, net, tax }: ChildBody): Doubts {
  const rows = rowsOf(lines);
  // Of a line whose amount cannot be read, that is said.
  if (rows.length === 0 || rows.some(({ netAmount }) => typeof netAmount !== 'number')) return {};
  const sum = (name: string) => rows.reduce((all, row) => all + Number(row[name] ?? 0), 0);
  const differs = (amount: number, money: unknown) => money && amount !== (money as Money).amount;
  return {
    ...(differs(sum('netAmount'), net) ? { net: 'invoices.wrong.lines' } : {}),
    // Tax may be said of the invoice alone.
    ...(sum('taxAmount') > 0 && differs(sum('taxAmount'), tax) ? { tax: 'invoices.wrong.linesTax' } : {}),
  };
}

const belowZero = (body: ChildBody, names: readonly string[]): Doubts =>
  Object.fromEntries(
    names
      .filter((name) => ((body[name] as Money | null | undefined)?.amount ?? 0) < 0)
      .map((name) => [name, 'invoices.wrong.negative']),
  );

/** One currency, and a total that is net and tax together; what is given back is a credit note, not an invoice below zero. */
export function amountsAgree(invoice: ChildBody): { field: string; key: string } | undefined {
  const [net, tax, gross, paid = net] = (['net', 'tax', 'gross', 'paid'] as const).map(
    (name) => invoice[name] as Money | undefined,
  );
  if (!net || !tax || !gross || !paid) return undefined;
  if ([tax, gross, paid].some(({ currency }) => currency !== net.currency))
    return { field: 'gross', key: 'invoices.wrong.currencies' };
  if (gross.amount < 0) return { field: 'gross', key: 'invoices.wrong.negative' };
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
