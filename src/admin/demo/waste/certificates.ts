import { addDays, addMonths, longDay, type Day } from '../days.js';
import type { Paper } from '../paper/paper.js';
import type { DemoJob } from './jobs.js';
import { ADDRESS, CARRIER, ORGANISATION, PERMIT } from './letterhead.js';
import { spaced, weightText } from './notes.js';
import type { DemoCustomer } from './places.js';
import { ROUNDS, type Round } from './rounds.data.js';

const manager = (day: Day) => [
  { role: `For ${ORGANISATION.name}`, name: 'Moira Penhallow', when: longDay(day) },
];

/** What became of a customer's waste in a year, by where it went. */
export function recyclingCertificate(
  customer: DemoCustomer,
  jobs: readonly DemoJob[],
  number: string,
  day: Day,
): Paper {
  const byFate = new Map<string, number>();
  for (const { items } of jobs)
    for (const { fates } of items)
      for (const { code, kilograms } of fates) byFate.set(code, (byFate.get(code) ?? 0) + kilograms);
  const rows = [...byFate]
    .sort(([, a], [, b]) => b - a)
    .map(([code, kilograms]) => [code, OPERATIONS[code] ?? '', weightText(kilograms)]);
  return {
    title: 'Recycling certificate',
    number,
    day,
    under: `${customer.name}, ${longDay(addMonths(day, -12))} to ${longDay(addDays(day, -1))}`,
    boxes: [
      {
        heading: 'What became of your waste',
        table: {
          columns: [
            { head: 'Code', width: 60 },
            { head: 'Operation', width: 300 },
            { head: 'Weight', width: 120, right: true },
          ],
          rows: rows.length > 0 ? rows : [['', 'No collections in this time', '']],
        },
      },
      {
        heading: 'How to read this',
        text: 'Weights are of completed collections whose recovery or disposal is known. R12 is sorting: the waste goes on to another operation.',
      },
    ],
    signatures: manager(day),
  };
}

/** The quarterly return of a consignee: what came in and what was done with it. */
export function consigneeReturn(
  customer: DemoCustomer,
  jobs: readonly DemoJob[],
  number: string,
  from: Day,
): Paper {
  const rows = jobs.flatMap((job) =>
    job.items
      .filter(({ consignmentCode }) => consignmentCode)
      .map(({ stream, consignmentCode, kilograms, fates }) => [
        job.day,
        consignmentCode,
        `${spaced(stream.codes[0] ?? '')}*`,
        weightText(kilograms),
        fates.map(({ code }) => code).join(', ') || 'to follow',
      ]),
  );
  const day = addMonths(from, 3);
  return {
    title: 'Consignee’s return to producer',
    number,
    day,
    under: `${customer.name}, ${longDay(from)} to ${longDay(addDays(day, -1))}`,
    boxes: [
      {
        heading: 'Consignee',
        facts: [
          ['Business', `${ORGANISATION.name}, ${ADDRESS}`],
          ['Permit', PERMIT],
        ],
      },
      {
        heading: 'Consignments received',
        table: {
          columns: [
            { head: 'Date', width: 80 },
            { head: 'Consignment code', width: 130 },
            { head: 'Waste', width: 90 },
            { head: 'Quantity', width: 90, right: true },
            { head: 'Operation', width: 90 },
          ],
          rows: rows.slice(0, 30),
        },
        ...(rows.length > 30
          ? { text: `The first 30 of ${rows.length} consignments; all stand in the portal.` }
          : {}),
      },
    ],
    signatures: manager(day),
  };
}

/** A copy of the carrier's registration for a customer's files. */
export const registrationCopy = (customer: DemoCustomer, number: string, day: Day): Paper => ({
  title: 'Waste carrier registration',
  number,
  day,
  under: `Copy for the duty of care records of ${customer.name}`,
  boxes: [
    {
      heading: 'Registration',
      facts: [
        ['Holder', `${ORGANISATION.name}, ${ADDRESS}`],
        ['Registration number', CARRIER],
        ['Tier', 'Upper tier: carrier, broker, dealer'],
        ['Valid to', longDay(addDays(addMonths(day, 36), -1))],
        ['Environmental permit', `${PERMIT}, transfer station with treatment`],
      ],
    },
    {
      heading: 'What this is for',
      text: 'Whoever hands waste over checks that the carrier is registered. Keep this copy with your transfer notes for at least two years.',
    },
  ],
  signatures: manager(day),
});

/** The prices of a customer's services. */
export const priceList = (customer: DemoCustomer, number: string, day: Day): Paper => ({
  title: 'Price list',
  number,
  day,
  under: `${customer.name}, valid from ${longDay(day)}`,
  boxes: [
    {
      heading: 'Services, without VAT',
      table: {
        columns: [
          { head: 'Service', width: 280 },
          { head: 'For a visit', width: 100, right: true },
          { head: 'For a tonne', width: 100, right: true },
        ],
        rows: ROUNDS[customer.trade].map(({ service, visit, tonne }: Round) => [
          service,
          pounds(visit),
          tonne ? pounds(tonne) : 'included',
        ]),
      },
    },
    {
      heading: 'Terms',
      text: 'Invoices come monthly and are due within 30 days. Waiting beyond 20 minutes is charged at £45.00 an hour.',
    },
  ],
});

/** A memo that is no customer's business. */
export const siteMemo = (customer: DemoCustomer, number: string, day: Day): Paper => ({
  title: 'Site risk assessment',
  number,
  day,
  under: `${customer.name}, internal`,
  boxes: [
    {
      heading: 'For drivers only',
      text: `Reversing at ${customer.sites[0]?.name ?? ''} only with a second person. Overhead cables at the gate. Reviewed every year.`,
    },
  ],
  signatures: manager(day),
});

const pounds = (pence: number): string => (pence === 0 ? 'free' : `£${(pence / 100).toFixed(2)}`);

const OPERATIONS: Readonly<Record<string, string>> = {
  R1: 'Fuel for energy',
  R2: 'Solvents recovered',
  R3: 'Recycled, composted or digested',
  R4: 'Metals recycled',
  R5: 'Minerals and glass recycled',
  R9: 'Oil refined or reused',
  R10: 'Spread on land',
  R12: 'Sorted for further recovery',
  D1: 'Landfill',
  D5: 'Engineered landfill',
  D8: 'Biological treatment',
  D9: 'Physico-chemical treatment',
  D10: 'Incinerated on land',
};
