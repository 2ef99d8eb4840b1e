import { addDays, daysBetween, longDay, type Day } from '../days.js';
import { demoPaper, type DemoPaper } from '../paper/demo.paper.js';
import type { Paper } from '../paper/paper.js';
import { Random } from '../random.js';
import type { Order } from './orders.js';

/** For how many days back orders have their files here. */
const FILES_OF = 75;

/** The text that came in, and of what is ready or delivered the translation: some were put right and sent again. */
export const orderFiles = (all: readonly Order[], today: Day): DemoPaper[] =>
  all
    .filter(({ day, status }) => daysBetween(day, today) <= FILES_OF && status !== 'draft')
    .flatMap((order) => [
      source(order),
      ...(order.status === 'ready' || order.status === 'delivered' ? [translation(order, today)] : []),
    ]);

function source(order: Order): DemoPaper {
  const { customer, reference, title, day, words } = order;
  return demoPaper(
    customer,
    `SRC/${reference}`,
    { order: reference, type: 'source-text', name: title.split(',')[0], date: day },
    {
      title: 'Source text',
      number: reference,
      day,
      under: title,
      boxes: [{ heading: 'As it came in', text: `${words} words, received on ${longDay(day)}.` }],
    },
  );
}

function translation(order: Order, today: Day): DemoPaper {
  const { customer, reference, title, delivered } = order;
  const day = delivered < today ? delivered : today;
  const edition = (number: number, on: Day): Paper => ({
    title: 'Translation',
    number: `${reference}, version ${number}`,
    day: on,
    under: title,
    boxes: [
      {
        heading: 'Accuracy',
        text: 'This is a full and true rendering of the source text. Read by a second translator.',
      },
    ],
    signatures: [{ role: 'For Meridian & Lowe', name: 'Beatrix Lowe', when: longDay(on) }],
  });
  const again = new Random('again', reference).chance(0.3);
  return demoPaper(
    customer,
    `TR/${reference}`,
    { order: reference, type: 'translation', name: title, date: day, signed: true },
    edition(again ? 2 : 1, day),
    again ? [edition(1, addDays(day, -2))] : [],
  );
}
