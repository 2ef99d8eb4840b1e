import type { Business } from '../../../sections/company/business.js';
import type { RecordLine } from '../../../sections/records/record.lines.js';
import { addDays, yearBegan, type Day } from '../days.js';
import { ADDRESS, CARRIER, ORGANISATION, PERMIT } from './letterhead.js';

/** What customers read of the operator: one of its insurances is to be renewed soon. */
export const wasteBusiness = (today: Day): Business => ({
  facts: {
    registeredName: ORGANISATION.name,
    tradingName: 'Saltfen',
    companyNumber: '00041700',
    vatNumber: 'GB 900 4170 17',
    address: ADDRESS.replace(/, PE47 .*/, ''),
    postcode: 'PE47 9QJ',
    contactName: 'Moira Penhallow',
    phone: ORGANISATION.phone,
    email: ORGANISATION.email,
  },
  registrations: [
    {
      kind: 'carrier-registration',
      number: CARRIER,
      regulator: 'environment-agency',
      validTo: addDays(today, 412),
    },
    { kind: 'site-permit', number: PERMIT, regulator: 'environment-agency', validTo: '' },
  ],
  insurances: [
    insurance('Public liability', 'PL/88213', '10000000', addDays(today, 33)),
    insurance('Employers’ liability', 'EL/88214', '10000000', addDays(today, 218)),
    insurance('Environmental impairment', 'EI/40077', '5000000', addDays(today, 218)),
  ],
});

const insurance = (cover: string, policyNumber: string, amount: string, validTo: Day) => ({
  cover,
  insurer: 'Marram Mutual',
  policyNumber,
  amount,
  currency: 'GBP',
  validTo,
});

/** Whose licences its customers see: its own, its hauliers' and where the waste goes; one each of what can be the matter. */
export function wasteLicences(today: Day): RecordLine[] {
  const licence = (
    reference: string,
    holder: string,
    kind: string,
    number: string,
    days: number | null,
    more: object = {},
  ): RecordLine => ({
    reference,
    body: {
      holder,
      kind,
      number,
      regulator: kind === 'other' ? '' : 'environment-agency',
      validFrom: days === null ? yearBegan(today) : addDays(today, days - 1095),
      ...(days === null ? {} : { validTo: addDays(today, days) }),
      ...more,
    },
  });
  const [carrier, permit] = ['carrier-registration', 'site-permit'];
  return [
    licence('LIC-001', ORGANISATION.name, carrier, CARRIER, 412),
    licence('LIC-002', ORGANISATION.name, permit, PERMIT, null, { note: 'Saltfen transfer station.' }),
    licence('LIC-003', 'Fenbridge Hook Loaders Ltd', carrier, 'CBDU000522', 41),
    licence('LIC-004', 'Kessing Tankers Ltd', carrier, 'CBDU000638', 655),
    licence('LIC-005', 'Castlemere Energy Recovery Ltd', permit, 'EPR/ZZ0522XX', null),
    licence('LIC-006', 'Little Orrin Composting', permit, 'EPR/ZZ0638XX', null, {
      validFrom: addDays(today, 30),
    }),
    licence('LIC-007', 'Holtham Metals', carrier, 'CBDL000711', -19, {
      note: 'Not used since it lapsed.',
    }),
    licence('LIC-008', 'Withamstow Skips', carrier, 'CBDU000804', 230, { revoked: true }),
    licence('LIC-009', 'Wenlow Academies Trust', 'other', 'WAT/PERMIT/17', 150, {
      customer: 'SF1001',
      note: 'Permit to drive on school grounds in term time.',
    }),
  ];
}
