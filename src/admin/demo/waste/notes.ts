import { longDay, type Day } from '../days.js';
import type { Box, Paper, Signature } from '../paper/paper.js';
import type { DemoItem } from './items.js';
import type { DemoJob } from './jobs.js';
import { ADDRESS, CARRIER, ORGANISATION, PERMIT } from './letterhead.js';
import type { DemoCustomer, DemoSite } from './places.js';
import { STREAMS, type Stream } from './streams.data.js';
import type { Round } from './rounds.data.js';

export const CONTAINERS: Readonly<Record<string, string>> = {
  BAG: 'Bag',
  BAL: 'Bale',
  BOX: 'Box',
  CAN: 'Can',
  CAR: 'Cage',
  CON: 'Container',
  DRU: 'Drum',
  IBC: 'IBC',
  LOO: 'Loose',
  PAL: 'Pallet',
  ROR: 'Roll-on roll-off',
  SKI: 'Skip',
  TAN: 'Tanker',
  WBI: 'Wheelie bin',
};

/** `17 09 04` */
export const spaced = (code: string): string => code.replace(/(..)(..)(..)/, '$1 $2 $3');
export const weightText = (kilograms: number, estimated = false): string =>
  `${kilograms >= 1000 ? `${(kilograms / 1000).toFixed(2)} t` : `${kilograms} kg`}${estimated ? ' (est.)' : ''}`;

/** Who signs for the business: the first of the crew. */
export const driverOf = ({ crew }: DemoJob): string => crew.split(',')[0] ?? '';

const holder = (customer: DemoCustomer, site: DemoSite): Box => ({
  heading: 'B  Current holder of the waste (transferor)',
  facts: [
    ['Business', customer.name],
    ['Site', `${site.name}, ${site.address}, ${site.postcode}`],
    ['SIC code (2007)', customer.sic],
    ['Contact', `${site.contact}, ${site.phone}`],
    [
      'Waste hierarchy',
      'Applied as regulation 12 of the Waste (England and Wales) Regulations 2011 requires: yes',
    ],
  ],
});
const collector: Box = {
  heading: 'C  Person collecting the waste (transferee)',
  facts: [
    ['Business', `${ORGANISATION.name}, ${ADDRESS}`],
    ['Registered waste carrier', `${CARRIER}, Environment Agency, upper tier`],
    ['Environmental permit', PERMIT],
  ],
};
const signed = (site: DemoSite, driver: string, day: Day): Signature[] => [
  { role: 'Signed for the transferor', name: site.contact, when: longDay(day) },
  { role: 'Signed for the transferee', name: driver, when: longDay(day) },
];

/** A waste transfer note for one load. */
export function transferNote(job: DemoJob, number: string): Paper {
  const { customer, site, day } = job;
  return {
    title: 'Waste transfer note',
    number,
    day,
    under: `Job ${job.reference}, ${longDay(day)}`,
    boxes: [
      { heading: 'A  Description of the waste', table: wasteTable(job.items) },
      holder(customer, site),
      collector,
      {
        heading: 'D  The transfer',
        facts: [
          ['Place', `${site.name}, ${site.address}, ${site.postcode}`],
          ['Date', longDay(day)],
          ['Taken to', `Saltfen Transfer Station, ${ADDRESS}`],
          ['Broker or dealer', 'None'],
        ],
      },
    ],
    signatures: signed(site, driverOf(job), day),
  };
}

/** A season ticket: one note for all loads of a kind within twelve months. */
export function seasonTicket(
  customer: DemoCustomer,
  site: DemoSite,
  rounds: readonly Round[],
  number: string,
  days: { readonly from: Day; readonly to: Day },
  isSigned: boolean,
): Paper {
  const rows = rounds.flatMap((round) =>
    round.streams.map((name) => {
      const { codes, description, container }: Stream = STREAMS[name];
      const often = { 7: 'weekly', 14: 'fortnightly' }[round.every] ?? `every ${round.every} days`;
      return [
        spaced(codes[0] ?? ''),
        description,
        `${round.containers[1]} × ${CONTAINERS[container] ?? container}`,
        often,
      ];
    }),
  );
  const columns = [
    { head: 'EWC code', width: 70 },
    { head: 'Description', width: 240 },
    { head: 'Containers', width: 110 },
    { head: 'Collected', width: 70 },
  ];
  const when = `${longDay(days.from)} to ${longDay(days.to)}`;
  return {
    title: 'Season ticket transfer note',
    number,
    day: days.from,
    under: `Covers repeated transfers from ${when}`,
    boxes: [
      { heading: 'A  Description of the waste', table: { columns, rows } },
      holder(customer, site),
      collector,
      {
        heading: 'D  The transfers',
        facts: [
          ['Place', `${site.name}, ${site.address}, ${site.postcode}`],
          ['Valid', when],
          ['Schedule', 'Dates and weights stand in the customer portal'],
        ],
      },
    ],
    signatures: isSigned
      ? signed(site, 'Callum Reyes', days.from)
      : signed({ ...site, contact: '' }, 'Callum Reyes', days.from),
  };
}

function wasteTable(items: readonly DemoItem[]): NonNullable<Box['table']> {
  return {
    columns: [
      { head: 'EWC code', width: 70 },
      { head: 'Description', width: 230 },
      { head: 'Container', width: 110 },
      { head: 'Quantity', width: 80, right: true },
    ],
    rows: items.map(({ stream, containers, kilograms, estimated }) => [
      spaced(stream.codes[0] ?? ''),
      stream.description,
      `${containers} × ${CONTAINERS[stream.container] ?? ''}`,
      weightText(kilograms, estimated),
    ]),
  };
}
