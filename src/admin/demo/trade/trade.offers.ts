import type { RecordLine } from '../../../sections/records/record.lines.js';
import { addDays, addMonths, longMonth, yearBegan, type Day } from '../days.js';
import { sum } from '../lists.js';
import { Random } from '../random.js';
import type { TradeCustomer } from './trade.places.js';

/** What a business offers: a service with its unit and price, in the smallest unit of the currency. */
export interface Service {
  readonly name: string;
  readonly unit: string;
  readonly price: number;
}

export interface Offered {
  /** What its agreements are about, and its quotes. */
  readonly agreement: string;
  readonly quote: string;
  readonly services: readonly Service[];
}

const QUOTES = ['accepted', 'sent', 'expired', 'draft'] as const;
const DAYS_AGO = { accepted: 160, sent: 8, expired: 120, draft: 0 } as const;

/** Quotes, a price list for the year and an agreement for each customer. */
export function offers(customers: readonly TradeCustomer[], offered: Offered, today: Day) {
  return {
    pricelists: customers.map((customer) => priceList(customer, offered, today)),
    agreements: customers.map((customer) => agreement(customer, offered, today)),
    quotes: customers.flatMap((customer) => quotes(customer, offered, today)),
  };
}

const lineOf = ({ name, unit, price }: Service, times = 1) => ({
  description: name,
  unit,
  unitAmount: price,
  quantityThousandths: times * 1000,
  netAmount: price * times,
});

function priceList({ reference }: TradeCustomer, { services }: Offered, today: Day): RecordLine {
  const from = yearBegan(today);
  return {
    reference: `PL-${from.slice(0, 4)}-${reference}`,
    body: {
      customer: reference,
      title: `Prices from ${longMonth(from)}`,
      date: addDays(from, -21),
      status: 'sent',
      expires: addDays(addMonths(from, 12), -1),
      lines: services.map((service) => lineOf(service)),
    },
  };
}

function agreement(
  { reference }: TradeCustomer,
  { agreement: title, services }: Offered,
  today: Day,
): RecordLine {
  const began = addMonths(today, -new Random('agreement', reference).between(3, 22));
  return {
    reference: `AG-${reference}`,
    body: {
      ...{ customer: reference, title },
      date: began,
      status: 'accepted',
      expires: addDays(addMonths(began, 24), -1),
      notes: 'Either side may end this agreement with three months’ notice to the end of a month.',
      lines: services.map((service) => lineOf(service)),
    },
  };
}

function quotes(
  { reference, currency }: TradeCustomer,
  { quote, services }: Offered,
  today: Day,
): RecordLine[] {
  const random = new Random('quotes', reference);
  return QUOTES.filter(() => random.chance(0.5)).map((status, index) => {
    const date = addDays(today, -DAYS_AGO[status] - index);
    const lines = [lineOf(random.pick(services), random.between(2, 9))];
    return {
      reference: `Q-${reference}/${index + 1}`,
      body: {
        ...{ customer: reference, title: quote, date, status, lines },
        expires: addDays(date, 30),
        total: { amount: sum(lines, ({ netAmount }) => netAmount), currency },
      },
    };
  });
}
