import type { RecordLine } from '../../../sections/records/record.lines.js';
import { addDays, addMonths, daysBetween, monthOf, type Day } from '../days.js';
import { Random } from '../random.js';
import type { DemoJob } from './jobs.js';

const VAT = 0.2;
const TERMS = 30;

/** An invoice for each customer and month, one line for each service at each site; the running month is a draft. */
export function invoiceLines(jobs: readonly DemoJob[], today: Day): RecordLine[] {
  const billed = jobs.filter(
    ({ day, status, visitPence, tonnePence }) =>
      status === 'completed' && day <= today && visitPence + tonnePence > 0,
  );
  const months = grouped(billed, ({ day, customer }) => `${monthOf(day)} ${customer.reference}`);
  return [...months.keys()].sort().map((key, index) => invoice(months.get(key) ?? [], index + 4210, today));
}

function invoice(jobs: readonly DemoJob[], number: number, today: Day): RecordLine {
  const [{ customer, day }] = jobs as [DemoJob];
  const lines = [
    ...grouped(jobs, ({ site, round }) => `${site.reference} ${round.service}`).values(),
  ].flatMap(linesOf);
  const date = addMonths(`${monthOf(day)}-01`, 1);
  const draft = date > today;
  const net = sum(lines, ({ netAmount }) => netAmount);
  const tax = sum(lines, ({ taxAmount }) => taxAmount);
  const pence = (amount: number) => ({ amount, currency: 'GBP' });
  const { status, paid } = draft
    ? ({ status: 'draft', paid: 0 } as const)
    : payment(
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
      purchaseOrder: new Random('order', customer.reference).chance(0.4) ? `PO ${number * 3}` : '',
      net: pence(net),
      tax: pence(tax),
      gross: pence(net + tax),
      paid: pence(paid),
      lines,
    },
  };
}

type Line = ReturnType<typeof line>;

/** The visits of one service to one site, at each price of their own, and its tonnes. */
function linesOf(jobs: readonly DemoJob[]): Line[] {
  const [{ site, round }] = jobs as [DemoJob];
  const visits = [
    ...grouped(
      jobs.filter(({ visitPence }) => visitPence > 0),
      ({ visitPence }) => visitPence,
    ).entries(),
  ].map(([price, same]) =>
    line(`${round.service}, ${site.name}`, same.length * 1000, 'visit', price, price * same.length),
  );
  const tonnes = sum(jobs, ({ tonnePence }) => tonnePence);
  if (tonnes === 0) return visits;
  const kilograms = sum(jobs, ({ items }) => sum(items, (item) => item.kilograms));
  return [
    ...visits,
    line(`${round.service}, ${site.name}: by weight`, kilograms, 't', round.tonne ?? 0, tonnes),
  ];
}

function line(
  description: string,
  quantityThousandths: number,
  unit: string,
  unitAmount: number,
  netAmount: number,
) {
  return {
    description,
    quantityThousandths,
    unit,
    unitAmount,
    netAmount,
    taxAmount: Math.round(netAmount * VAT),
  };
}

/** How an invoice stands so many days after it was due. */
function payment(
  payer: 'prompt' | 'slow' | 'late',
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

function grouped<T, Key>(list: readonly T[], keyOf: (one: T) => Key): Map<Key, T[]> {
  const groups = new Map<Key, T[]>();
  for (const one of list) {
    const group = groups.get(keyOf(one));
    if (group) group.push(one);
    else groups.set(keyOf(one), [one]);
  }
  return groups;
}

const sum = <T>(list: readonly T[], of: (one: T) => number): number =>
  list.reduce((total, one) => total + of(one), 0);
