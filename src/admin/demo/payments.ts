import type { RecordLine } from '../../sections/records/record.lines.js';
import { addDays, type Day } from './days.js';
import { Random } from './random.js';
import type { BilledCustomer } from './bills.js';

interface Money {
  readonly amount: number;
  readonly currency: string;
}

interface InvoiceBody {
  readonly customer: string;
  readonly date: Day;
  readonly status: string;
  readonly purchaseOrder: string;
  readonly net: Money;
  readonly tax: Money;
  readonly gross: Money;
  readonly paid: Money;
  readonly lines: readonly object[];
}

/** What came in for invoices and was taken back of them, and what customers pay with. */
export interface DemoPayments {
  readonly 'credit-notes': readonly RecordLine[];
  readonly payments: readonly RecordLine[];
  readonly 'payment-methods': readonly RecordLine[];
}

export function payments(
  customers: readonly BilledCustomer[],
  invoices: readonly RecordLine[],
  today: Day,
): DemoPayments {
  const billed = invoices.map(({ reference, body }) => ({
    reference: String(reference),
    body: body as InvoiceBody,
  }));
  return {
    'credit-notes': billed
      .filter(({ body }) => body.status === 'credited')
      .map(({ reference, body }) => creditNote(reference, body, today)),
    payments: billed
      .filter(({ body }) => body.paid.amount > 0)
      .map(({ reference, body }) => payment(reference, body, today)),
    'payment-methods': customers.flatMap(methods),
  };
}

const numberOf = (invoice: string): string => invoice.replace('INV-', '');
const earlier = (day: Day, today: Day): Day => (day < today ? day : today);

/** The whole of what was paid for an invoice, in one payment. */
function payment(invoice: string, { customer, date, paid }: InvoiceBody, today: Day): RecordLine {
  const random = new Random('payment', invoice);
  return {
    reference: `PAY-${numberOf(invoice)}`,
    body: {
      customer,
      date: earlier(addDays(date, random.between(9, 44)), today),
      method: random.pick(['Bank transfer', 'Direct debit', 'Card']),
      amount: paid,
      allocations: [{ invoice, amount: paid }],
    },
  };
}

/** An invoice that was credited is taken back whole. */
function creditNote(
  invoice: string,
  { customer, date, purchaseOrder, net, tax, gross, lines }: InvoiceBody,
  today: Day,
): RecordLine {
  return {
    reference: `CN-${numberOf(invoice)}`,
    body: {
      customer,
      date: earlier(addDays(date, 12), today),
      status: 'sent',
      purchaseOrder,
      invoice,
      net,
      tax,
      gross,
      lines,
    },
  };
}

const BRANDS = ['Visa', 'Mastercard', 'Direct debit'];

/** Two thirds of the customers have one on file, some a second. */
function methods({ reference }: BilledCustomer): RecordLine[] {
  const random = new Random('method', reference);
  return BRANDS.filter((_, index) => random.chance(0.6 - index * 0.15)).map((brand, index) => ({
    reference: `PM-${reference}/${index + 1}`,
    body: {
      customer: reference,
      brand,
      lastFour: String(random.between(1000, 9999)),
      expiry: brand === 'Direct debit' ? '' : `2029-${String(random.between(1, 12)).padStart(2, '0')}`,
    },
  }));
}
