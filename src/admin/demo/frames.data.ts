import { addDays, type Day } from './days.js';
import type { Demo } from './demo.js';
import type { RecordLine } from '../../sections/records/record.lines.js';

const NOTE =
  'The sections of this trade come with a later version: the demonstration holds its business, customers, sites and people.';

/** The frame of a trade whose own records are still to come: a business, three customers with their sites, people. */
function frame(
  name: string,
  portalName: string,
  domain: string,
  colour: string,
  prefix: string,
  customers: readonly (readonly [name: string, contact: string, ...sites: readonly string[]])[],
): Demo {
  const [[first, contact] = ['', '']] = customers;
  const [firstName = '', lastName = ''] = contact.split(' ');
  const reference = (index: number) => `${prefix}${101 + index}`;
  const phone = (line: number) => `01632 960 ${700 + line}`;
  const sites = customers.flatMap(([, person, ...places], index) =>
    places.map((place, number): RecordLine => {
      const [site = '', address = '', postcode = ''] = place.split('|').map((part) => part.trim());
      const body = { customer: reference(index), name: site, address, postcode, contactName: person };
      return { reference: `${reference(index)}/${number + 1}`, body };
    }),
  );
  return {
    organisation: {
      name,
      portalName,
      colour,
      phone: phone(0),
      email: `office@${domain}`,
      replyAddress: '',
      timeZone: 'Europe/London',
      currency: 'GBP',
    },
    administrator: { email: `alex@${domain}`, name: 'Alex Burnham' },
    clerk: { email: `jo@${domain}`, name: 'Jo Sandringham' },
    access: [{ customer: reference(0) }, { customer: reference(1) }],
    people: [
      {
        email: `${firstName.toLowerCase()}@customer-one.example`,
        firstName,
        lastName,
        customer: reference(0),
        sites: 'all',
        withheld: [],
        invitation: { accepted: true, who: `Customer: ${first}` },
      },
    ],
    records: () => ({
      collections: {
        customers: customers.map(([customer, person], index) => ({
          reference: reference(index),
          body: { name: customer, contactName: person, phone: phone(index + 1) },
        })),
        sites,
      },
      documents: [],
    }),
    note: NOTE,
  };
}

export const poolFrame = frame('Lido Lane Pools Ltd', 'Lido Lane', 'lido-lane.example', '#0b6b74', 'LL', [
  [
    'Wenlow Leisure Centre',
    'Fay Ostler',
    'Main Pool | Priory Road, Wenlow | NR47 3AB',
    'Splash Pool | Priory Road, Wenlow | NR47 3AB',
  ],
  ['Dunes Holiday Park', 'Rob Teale', 'Outdoor Pool | Dune Road, Great Aldersea | NR42 5JD'],
  ['Castlemere Health Club', 'Ines Prado', 'Spa and Pool | College Green, Castlemere | CB46 1EF'],
]);

const guarding = frame('Harrier Gate Security Ltd', 'Harrier Gate', 'harrier-gate.example', '#3b3f8f', 'HG', [
  [
    'Corvid Logistics',
    'Magda Zielinska',
    'Castlemere Hub | Junction Park, Castlemere | CB46 7RT',
    'Thornby Returns Centre | 12 Turnpike Road, Thornby Cross | IP44 2LN',
  ],
  ['Marram Bay Hotels', 'Felicity Crane', 'Grand Pavilion Hotel | 1 Parade, Marram Bay | NR46 1AA'],
  ['Castlemere College', 'Ambrose Tull', 'City Campus | 1 College Green, Castlemere | CB46 1EG'],
]);

/** Master licences of those who stand at the gates: one ends soon, one has lapsed. */
const masterLicences = (today: Day): RecordLine[] =>
  (
    [
      ['ML-01', 'Harrier Gate Security Ltd', '410 004 170', 300],
      ['ML-02', 'Nightjar Patrols Ltd', '410 005 221', 27],
      ['ML-03', 'Linnet Event Stewards', '410 006 384', 512],
      ['ML-04', 'Old Wharf Guarding', '410 003 117', -12],
    ] as const
  ).map(([reference, holder, number, days]) => ({
    reference,
    body: {
      holder,
      kind: 'subcontractor-licence',
      number,
      validFrom: addDays(today, days - 730),
      validTo: addDays(today, days),
    },
  }));

export const guardingFrame: Demo = {
  ...guarding,
  records: (today) => {
    const records = guarding.records(today);
    return { ...records, collections: { ...records.collections, licences: masterLicences(today) } };
  },
};

export const ordersFrame = frame(
  'Meridian & Lowe Translations Ltd',
  'Meridian & Lowe',
  'meridian-lowe.example',
  '#7a2e5d',
  'ML',
  [
    ['Kessing Engineering', 'Derek Ashbolt', 'Main Works | Foundry Lane, Kessing | IP46 4XD'],
    [
      'Northmere Hospitals Trust',
      'Ruth Abernethy',
      'Northmere General Hospital | 200 Infirmary Road, Castlemere | CB46 9PP',
    ],
    ['Greenfold Packers', 'Alan Furlong', 'Saltfen Packhouse | Long Drove, Saltfen | PE47 8HB'],
  ],
);
