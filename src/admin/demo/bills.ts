import type { RecordLine } from '../../sections/records/record.lines.js';
import { addDays, daysBetween, type Day } from './days.js';
import { sum } from './lists.js';
import { Random } from './random.js';

const VAT = 0.2;
const TERMS = 30;

/** How soon somebody pays. */
export type Payer = 'prompt' | 'slow' | 'late';

export interface BilledCustomer {
  readonly reference: string;
  readonly payer: Payer;
  readonly currency: string;
}

export type BillLine = ReturnType<typeof billLine>;

/** So much of something at a price, in the smallest unit of the currency; tax comes on top. */
export const billLine = (
  description: string,
  quantityThousandths: number,
  unit: string,
  unitAmount: number,
  netAmount = Math.round((unitAmount * quantityThousandths) / 1000),
) => ({
  description,
  quantityThousandths,
  unit,
  unitAmount,
  netAmount,
  taxAmount: Math.round(netAmount * VAT),
});

export interface Billed {
  readonly customer: BilledCustomer;
  readonly number: number;
  /** A day that is still to come makes a draft of today. */
  readonly date: Day;
  readonly lines: readonly BillLine[];
  readonly purchaseOrder?: string;
}

/** An invoice as it stands today. */
export function bill({ customer, number, date, lines, purchaseOrder = '' }: Billed, today: Day): RecordLine {
  const draft = date > today;
  const net = sum(lines, ({ netAmount }) => netAmount);
  const tax = sum(lines, ({ taxAmount }) => taxAmount);
  const money = (amount: number) => ({ amount, currency: customer.currency });
  const { status, paid } = draft
    ? ({ status: 'draft', paid: 0 } as const)
    : standing(
        customer.payer,
        net + tax,
        daysBetween(addDays(date, TERMS), today),
        new Random('invoice', number),
      );
  return {
    reference: `INV-${number}`,
    body: {
      customer: customer.reference,
      date: draft ? today : date,
      dueDate: addDays(draft ? today : date, TERMS),
      status,
      purchaseOrder,
      net: money(net),
      tax: money(tax),
      gross: money(net + tax),
      paid: money(paid),
      lines,
    },
  };
}

/** How an invoice stands so many days after it was due. */
function standing(
  payer: Payer,
  gross: number,
  late: number,
  random: Random,
): { status: 'sent' | 'part-paid' | 'paid' | 'void' | 'credited'; paid: number } {
  if (late > 60 && random.chance(0.012))
    return { status: random.pick(['void', 'credited'] as const), paid: 0 };
  const patience = {
    prompt: random.between(-12, 3),
    slow: random.between(5, 48),
    late: random.between(20, 130),
  }[payer];
  if (late >= patience) return { status: 'paid', paid: gross };
  return late > 10 && random.chance(0.4)
    ? { status: 'part-paid', paid: Math.round((gross * random.between(3, 7)) / 1000) * 100 }
    : { status: 'sent', paid: 0 };
}
