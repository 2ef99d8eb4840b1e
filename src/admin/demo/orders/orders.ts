import type { RecordLine } from '../../../sections/records/record.lines.js';
import { billLine } from '../bills.js';
import { addDays, addMonths, weekday, type Day } from '../days.js';
import { Random } from '../random.js';
import type { Charge } from '../trade/trade.bills.js';
import type { TradeCustomer } from '../trade/trade.places.js';
import { CUSTOMER_FLAGS, INFORMATION, LANGUAGES, TASKS, TEXTS, TRANSLATORS } from './work.data.js';

/** A text that a customer wants in another language. */
export interface Order {
  readonly reference: string;
  readonly customer: TradeCustomer;
  readonly title: string;
  readonly day: Day;
  readonly deadline: Day;
  readonly delivered: Day;
  readonly status: 'received' | 'in-progress' | 'ready' | 'delivered' | 'cancelled' | 'draft';
  readonly words: number;
  /** In the smallest unit of the customer's currency, for a word. */
  readonly price: number;
}

const EACH = 22;

/** About two orders a month of each customer over a year, in the order of days; a few of tomorrow are drafts. */
export function orders(customers: readonly TradeCustomer[], today: Day): Order[] {
  const began = addMonths(today, -12);
  return customers
    .flatMap((customer) =>
      Array.from({ length: EACH }, (_, number) =>
        order(customer, number, addDays(began, number * 17), today),
      ),
    )
    .sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
    .map((one, index) => ({ ...one, reference: `O${one.day.slice(2, 4)}-${1001 + index}` }));
}

const keyOf = ({ day, customer, title }: Order): string => `${day} ${customer.reference} ${title}`;

function order(customer: TradeCustomer, number: number, around: Day, today: Day): Order {
  const random = new Random('order', customer.reference, number);
  const [text, length, price] = random.pick(TEXTS);
  const words = Math.round((length * random.between(5, 15)) / 100) * 10;
  const planned = workday(addDays(around, random.between(0, 9)));
  const day = planned > today ? today : planned;
  const deadline = workday(addDays(day, 3 + Math.ceil(words / 600) + random.between(0, 6)));
  const delivered = addDays(deadline, random.pick([-2, -1, -1, 0, 0, 1]));
  return {
    ...{ customer, day, deadline, delivered, words, price },
    reference: '',
    title: `${text}, English to ${random.pick(LANGUAGES)}`,
    status: planned > today ? 'draft' : standing({ day, delivered }, today, random),
  };
}

function standing(
  { day, delivered }: { day: Day; delivered: Day },
  today: Day,
  random: Random,
): Order['status'] {
  if (random.chance(0.03)) return 'cancelled';
  if (delivered < addDays(today, -1)) return 'delivered';
  if (delivered <= addDays(today, 1)) return 'ready';
  return day < addDays(today, -2) ? 'in-progress' : 'received';
}

const workday = (day: Day): Day => addDays(day, { 6: 2, 0: 1 }[weekday(day)] ?? 0);

export function orderLine(order: Order): RecordLine {
  const { reference, customer, title, day, deadline, status } = order;
  const random = new Random('details', reference);
  const flags = CUSTOMER_FLAGS.filter(() => random.chance(0.2)).map((name) =>
    name.toLowerCase().replace(' ', '-'),
  );
  if (status === 'in-progress' && random.chance(0.3)) flags.push('waiting-for-customer');
  return {
    reference,
    body: {
      customer: customer.reference,
      site: random.pick(customer.sites).reference,
      ...{ title, date: day, deadline, status, flags },
      additionalInformation: random.pick(INFORMATION),
      tasks: TASKS.slice(0, random.between(1, TASKS.length)).map((name, index) => ({
        name,
        assignee: random.pick(TRANSLATORS),
        deadline: addDays(deadline, index - TASKS.length),
        status:
          status === 'delivered' || status === 'ready'
            ? 'done'
            : index === 0 && status === 'in-progress'
              ? 'in-progress'
              : 'open',
      })),
    },
  };
}

/** What delivered orders cost, in the month of their delivery. */
export const orderCharges = (all: readonly Order[]): Charge[] =>
  all
    .filter(({ status }) => status === 'delivered')
    .map(({ customer, delivered, reference, title, words, price }) => ({
      customer,
      day: delivered,
      line: billLine(`${reference}: ${title}`, words * 1000, 'words', price),
    }));
