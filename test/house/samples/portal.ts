import { HOME_BLOCKS } from '../../../src/portal/home.blocks.js';
import { homeView, type FoundBlock } from '../../../src/portal/home.view.js';
import type { Row } from '../../../src/sections/engine/list.queries.js';
import { samplesOf } from './samples.js';

const TODAY = '2026-03-18';
const row = (index: number, values: Record<string, unknown>): Row => ({
  id: `01900000-0000-7000-8000-00000000d0${String(index).padStart(2, '0')}`,
  sorted: null,
  ...values,
});

const SITES = ['Riverside Hotel, Maidenhead', 'The Old Mill', 'Bridge House Conference Centre', null];
const SERVICES = ['1100 L general waste, empty', '8 yd skip, exchange', 'Food waste, 240 L', 'Glass, 660 L'];

const rows: Readonly<Record<string, readonly Row[]>> = {
  upcoming: [0, 1, 2, 3, 4].map((index) =>
    row(index, {
      reference: `J-2026/${4121 + index}`,
      date: `2026-03-${19 + index * 2}`,
      timeWindow: index % 2 === 0 ? '06:00-10:00' : '',
      service: SERVICES[index % 4],
      site: SITES[index % 4],
    }),
  ),
  recent: [0, 1, 2, 3, 4].map((index) =>
    row(10 + index, {
      reference: `J-2026/${4120 - index}`,
      date: `2026-03-${String(17 - index * 2).padStart(2, '0')}`,
      service: SERVICES[(index + 1) % 4],
      site: SITES[index % 3],
      weight: index === 3 ? null : String(380_000 + index * 612_000),
    }),
  ),
  invoices: [0, 1, 2, 3].map((index) =>
    row(20 + index, {
      reference: `INV-${10488 - index}`,
      date: `2026-0${3 - Math.floor(index / 2)}-01`,
      dueDate: `2026-0${4 - Math.floor(index / 2)}-0${1 + index}`,
      status: ['sent', 'part-paid', 'sent', 'paid'][index],
      gross: String(124_550 + index * 31_999),
      grossCurrency: 'GBP',
      open: ['124550', '80000', '188548', '0'][index],
      openCurrency: 'GBP',
    }),
  ),
  documents: [0, 1, 2].map((index) =>
    row(30 + index, {
      reference: `D-${index}`,
      name: ['Transfer note 4120', 'Season ticket 2026', 'Waste carrier licence CBDU12345'][index],
      type: ['Waste transfer note', 'Season ticket transfer note', 'Licence or permit'][index],
      date: `2026-03-0${9 - index}`,
      site: SITES[index],
    }),
  ),
  sites: [0, 1, 2].map((index) =>
    row(40 + index, {
      name: SITES[index],
      address: ['Guards Club Road', '14 Mill Lane', 'Station Approach'][index],
      postcode: ['SL6 8DN', 'RG9 4AA', 'RG1 1AX'][index],
      status: index === 2 ? 'on-stop' : 'active',
    }),
  ),
};

const found = (empty: readonly string[] = []): FoundBlock[] =>
  HOME_BLOCKS.map((block) => {
    const some = empty.includes(block.key) ? [] : (rows[block.key] ?? []);
    const total = some.length === 5 ? 214 : some.length;
    return {
      block,
      page: { rows: some, total, earlier: false, later: false },
      allHref: `/portal/${block.section}`,
    };
  });

const toPay = { currency: 'GBP', amount: '393098', invoices: 3, overdue: 1, overdueAmount: '93098' };

export const samples = samplesOf({
  home: [
    homeView(
      'Thames Valley Hotels Group',
      TODAY,
      {
        collected: { month: '2026-03', grams: 21_640_000_000n / 1000n, before: 36_920_000n, customers: 2 },
        toPay: [toPay, { currency: 'EUR', amount: '12000', invoices: 1, overdue: 0, overdueAmount: '0' }],
        business: { lapsed: 1, ending: 2 },
        payers: 1,
        customers: 2,
      },
      found(),
      'Marlow Waste Ltd',
    ),
    homeView(
      'Thames Valley Hotels Group',
      TODAY,
      { collected: undefined, toPay: [], business: undefined, payers: 1, customers: 1 },
      found(['upcoming', 'documents']),
      'Marlow Waste Ltd',
    ),
    homeView(
      'Thames Valley Hotels Group',
      TODAY,
      { collected: undefined, toPay: undefined, business: undefined, payers: 0, customers: 1 },
      [],
      'Marlow Waste Ltd',
    ),
  ],
});
