import type { Business } from '../../../sections/company/business.js';
import type { Organisation } from '../../../settings/organisation.js';
import { addDays, type Day } from '../days.js';
import type { DemoStaff } from '../demo.js';
import type { Letterhead } from '../paper/paper.js';
import { firstNameOf, landline } from '../towns.js';

/** A business of a trade: what is the same of each of them, written down once. */
export interface TradeOffice {
  readonly organisation: Organisation;
  readonly administrator: DemoStaff;
  readonly clerk: DemoStaff & { readonly phone: string };
  readonly letterhead: Letterhead;
  readonly business: (today: Day) => Business;
}

export interface TradeOfficeData {
  readonly name: string;
  readonly portalName: string;
  readonly domain: string;
  readonly colour: string;
  readonly address: string;
  readonly postcode: string;
  readonly administrator: string;
  readonly clerk: string;
  /** A kind of insurance beyond the usual two. */
  readonly cover: string;
}

export function tradeOffice(data: TradeOfficeData): TradeOffice {
  const { name, portalName, domain, colour } = data;
  const [phone, email] = [landline(200), `office@${domain}.example`];
  const staff = (who: string): DemoStaff => ({ email: `${firstNameOf(who)}@${domain}.example`, name: who });
  return {
    organisation: {
      ...{ name, portalName, colour, phone, email },
      replyAddress: '',
      howToPay: `By bank transfer to ${name}.\nSort code 00-00-00, account 00041700.`,
      timeZone: 'Europe/London',
      currency: 'GBP',
    },
    administrator: staff(data.administrator),
    clerk: { ...staff(data.clerk), phone: landline(202) },
    letterhead: { name, colour, lines: [`${data.address}, ${data.postcode}`, `${phone}  ${email}`] },
    business: (today) => ({
      facts: {
        registeredName: name,
        tradingName: portalName,
        companyNumber: '00041700',
        vatNumber: 'GB 900 4170 17',
        address: data.address,
        postcode: data.postcode,
        contactName: data.administrator,
        phone,
        email,
      },
      registrations: [],
      insurances: [
        insurance('Public liability', 'PL/88213', addDays(today, 33)),
        insurance('Employers’ liability', 'EL/88214', addDays(today, 218)),
        insurance(data.cover, 'SP/40077', addDays(today, 218)),
      ],
    }),
  };
}

const insurance = (cover: string, policyNumber: string, validTo: Day) => ({
  ...{ cover, policyNumber, validTo },
  insurer: 'Marram Mutual',
  amount: '5000000',
  currency: 'GBP',
});
