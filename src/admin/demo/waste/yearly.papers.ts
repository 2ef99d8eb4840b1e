import { addDays, addMonths, longMonth, yearBegan, type Day } from '../days.js';
import { Random } from '../random.js';
import {
  consigneeReturn,
  priceList,
  recyclingCertificate,
  registrationCopy,
  siteMemo,
} from './certificates.js';
import { demoPaper, type DemoPaper } from '../paper/demo.paper.js';
import { isHazardous } from './hazardous.js';
import type { DemoJob } from './jobs.js';
import type { DemoCustomer } from './places.js';

/** What a customer gets by the year or the quarter: returns, certificate, registration, prices; and one paper that is ours. */
export function yearlyPapers(customer: DemoCustomer, done: readonly DemoJob[], today: Day): DemoPaper[] {
  const began = yearBegan(today);
  const year = began.slice(2, 4);
  const reference = (prefix: string) => `${prefix}/${year}/${customer.reference.slice(2)}`;
  const own = done.filter((job) => job.customer === customer);
  const lastYear = within(own, addMonths(began, -12), began);
  const body = (type: string, name: string, more: object) => ({ type, name, date: began, ...more });
  const [certificate, registration, prices, memo] = ['CERT', 'REG', 'PRICES', 'RISK'].map(reference) as [
    string,
    string,
    string,
    string,
  ];
  return [
    ...quarterlyReturns(customer, own, today),
    demoPaper(
      customer,
      certificate,
      body('certificate', `Recycling certificate to ${longMonth(addDays(began, -1))}`, { signed: true }),
      recyclingCertificate(customer, lastYear, certificate, began),
    ),
    demoPaper(
      customer,
      registration,
      body('licence', 'Our waste carrier registration', {
        validTo: addDays(addMonths(began, 36), -1),
        signed: true,
      }),
      registrationCopy(customer, registration, began),
    ),
    demoPaper(
      customer,
      prices,
      body('price-list', `Price list from ${longMonth(began)}`, {
        validTo: addDays(addMonths(began, 12), -1),
      }),
      priceList(customer, prices, began),
      // Last year's stands behind it.
      [priceList(customer, prices, addMonths(began, -12))],
    ),
    ...(new Random('memo', customer.reference).chance(0.25)
      ? [
          demoPaper(
            customer,
            memo,
            body('other', 'Site risk assessment', {}),
            siteMemo(customer, memo, began),
          ),
        ]
      : []),
  ];
}

/** Returns of the last two quarters that have ended. */
function quarterlyReturns(customer: DemoCustomer, own: readonly DemoJob[], today: Day): DemoPaper[] {
  const began = yearBegan(today);
  const quarters = [-6, -3, 0, 3, 6].map((months) => addMonths(began, months));
  const ended = quarters.filter((from) => addMonths(from, 3) <= today).slice(-2);
  return ended.flatMap((from) => {
    const to = addMonths(from, 3);
    const hazardous = within(own, from, to).filter(isHazardous);
    if (hazardous.length === 0) return [];
    const reference = `RET/${from.slice(2, 7).replace('-', '')}/${customer.reference.slice(2)}`;
    const name = `Consignee return, ${longMonth(from).split(' ')[0]} to ${longMonth(addDays(to, -1))}`;
    const body = { type: 'consignee-return', name, date: to, signed: true };
    return [demoPaper(customer, reference, body, consigneeReturn(customer, hazardous, reference, from))];
  });
}

const within = (jobs: readonly DemoJob[], from: Day, to: Day): DemoJob[] =>
  jobs.filter(({ day }) => day >= from && day < to);
