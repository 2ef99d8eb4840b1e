import type { RecordLine } from '../../../sections/records/record.lines.js';
import { addDays, addMonths, longMonth, yearBegan, type Day } from '../days.js';
import { sum } from '../lists.js';
import { Random } from '../random.js';
import type { DemoCustomer } from './places.js';
import { ROUNDS } from './rounds.data.js';

/** What was offered to customers and agreed with them. */
export interface DemoSales {
  readonly quotes: readonly RecordLine[];
  readonly pricelists: readonly RecordLine[];
  readonly agreements: readonly RecordLine[];
}

/** A price list for the year, an agreement, and now and then a quote: sent, accepted, run out, or a draft still. */
export function sales(customers: readonly DemoCustomer[], today: Day): DemoSales {
  return {
    pricelists: customers.flatMap((customer) => [0, -12].map((months) => priceList(customer, months, today))),
    agreements: customers.map((customer) => agreement(customer, today)),
    quotes: customers.flatMap((customer) => quotes(customer, today)),
  };
}

/** Every service with its price for a visit, and for a tonne where that is charged. */
const linesOf = ({ trade }: DemoCustomer, times = 1) =>
  ROUNDS[trade].flatMap(({ service, visit, tonne }) => [
    line(`${service}: each visit`, 'visit', visit, times),
    ...(tonne ? [line(`${service}: by weight`, 't', tonne, times)] : []),
  ]);

const line = (description: string, unit: string, unitAmount: number, times: number) => ({
  description,
  unit,
  unitAmount,
  quantityThousandths: times * 1000,
  netAmount: unitAmount * times,
});

function priceList(customer: DemoCustomer, months: number, today: Day): RecordLine {
  const from = addMonths(yearBegan(today), months);
  const running = months === 0;
  return {
    reference: `PL-${from.slice(0, 4)}-${customer.reference}`,
    body: {
      customer: customer.reference,
      title: `Prices from ${longMonth(from)}`,
      date: addDays(from, -21),
      status: running ? 'sent' : 'finished',
      expires: addDays(addMonths(from, 12), -1),
      edition: running ? 2 : 1,
      lines: linesOf(customer),
    },
  };
}

function agreement(customer: DemoCustomer, today: Day): RecordLine {
  const random = new Random('agreement', customer.reference);
  const began = addMonths(today, -random.between(3, 34));
  return {
    reference: `AG-${1200 + random.between(0, 7999)}-${customer.reference}`,
    body: {
      customer: customer.reference,
      title: 'Collection and treatment of waste',
      date: began,
      status: 'accepted',
      expires: addDays(addMonths(began, 36), -1),
      notes: 'Either side may end this agreement with three months’ notice to the end of a month.',
      lines: linesOf(customer),
    },
  };
}

const QUOTES = ['accepted', 'sent', 'expired', 'draft'] as const;

function quotes(customer: DemoCustomer, today: Day): RecordLine[] {
  const random = new Random('quotes', customer.reference);
  return QUOTES.filter(() => random.chance(0.5)).map((status, index) => {
    const date = addDays(today, { accepted: -190, sent: -9, expired: -140, draft: 0 }[status] - index);
    const lines = [line('8 yd skip: delivery and exchange', 'visits', random.between(160, 240) * 100, 4)];
    return {
      reference: `Q-${customer.reference}/${index + 1}`,
      body: {
        customer: customer.reference,
        site: random.pick(customer.sites).reference,
        title: 'Skips for building work',
        date,
        status,
        expires: addDays(date, 30),
        total: { amount: sum(lines, ({ netAmount }) => netAmount), currency: customer.currency },
        lines,
      },
    };
  });
}
