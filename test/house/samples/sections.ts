import { Refused, say } from '../../../src/platform/errors.js';
import { cell } from '../../../src/platform/pages/cells.js';
import { tableView } from '../../../src/platform/pages/table.view.js';
import { SHARED } from '../../../src/platform/lists/list-tools.view.js';
import { verbatim } from '../../../src/platform/pages/words.js';
import { customerTab } from '../../../src/sections/engine/customer-tabs.view.js';
import type { ListRequest } from '../../../src/sections/engine/list.request.js';
import { savedViewPage } from '../../../src/sections/saved-views/saved-views.view.js';
import { businessPage } from '../../../src/sections/company/business.view.js';
import { listView, type ListContext } from '../../../src/sections/engine/list.view.js';
import { deletedRecords } from '../../../src/sections/record-forms/deleted-records.pages.js';
import { jobs } from '../../../src/sections/jobs/jobs.section.js';
import { customerChoices, recordForms } from './record-forms.js';
import { samplesOf } from './samples.js';

const JOBS = { list: '/admin/jobs', title: say('jobs.title'), deleted: say('sections.deleted.title') };

export const jobRequest: ListRequest = {
  q: 'skip',
  from: '2026-03-01',
  to: undefined,
  customer: undefined,
  site: undefined,
  filters: { status: 'completed', ewc: '200301' },
  sorting: jobs.sorting,
  after: undefined,
  before: undefined,
  columns: jobs.fields.filter(({ list }) => list === 'shown' || list === 'telling'),
  chosen: undefined,
  leftOut: false,
};

const context: ListContext = {
  room: 'portal',
  sites: [
    { value: '01900000-0000-7000-8000-000000000a01', label: verbatim('Henley depot') },
    { value: '01900000-0000-7000-8000-000000000a02', label: verbatim('Reading works') },
  ],
  customers: [],
  limitedToSites: false,
  canExport: true,
  offered: {},
  remembered: {
    columns: null,
    views: [
      {
        id: '01900000-0000-7000-8000-00000000e001',
        name: 'Completed',
        query: 'status=completed',
        mine: true,
      },
    ],
  },
  kept: (sent) => String(new URLSearchParams(sent)),
  writeCursor: ({ id }) => id,
  hidden: () => false,
};

const business = {
  facts: {
    registeredName: 'Marlow Waste Ltd',
    tradingName: '',
    companyNumber: '01234567',
    vatNumber: '',
    address: '1 Lock Road\nMarlow',
    postcode: 'SL7 1AA',
    contactName: 'Maya Lee',
    phone: '01628 555 0142',
    email: 'office@marlow.example',
  },
  registrations: [
    { kind: 'carrier-registration', number: 'CBDU104882', regulator: '', validTo: '2027-03-31' },
  ],
  insurances: [
    {
      cover: 'Public liability',
      insurer: 'Severn Mutual',
      policyNumber: 'PL 77',
      amount: '5000000',
      currency: 'GBP',
      validTo: '',
    },
  ],
};

export const jobRows = ['J-20481', 'J-20417', 'J-20390'].map((reference, index) => ({
  id: `01900000-0000-7000-8000-000000000b0${index}`,
  sorted: `2026-03-0${4 - index}`,
  reference,
  date: `2026-03-0${4 - index}`,
  site: 'Henley depot',
  service: '8 yd skip, exchange',
  waste: index === 2 ? '160601' : '200301',
  weight: '1240000',
  status: 'completed',
}));

const empty = { rows: [], total: 0, earlier: false, later: false };
const bare: ListRequest = { ...jobRequest, q: '', from: undefined, filters: {} };

const kept = { title: say('jobs.title'), shared: SHARED };

export const samples = samplesOf({
  'choose-customer': customerChoices,
  'record-form': recordForms,
  'customer-tab': customerTab(
    { title: verbatim('Acme Ltd') },
    '01900000-0000-7000-8000-00000000c001',
    [
      {
        section: jobs,
        request: jobRequest,
        page: { rows: jobRows, total: 214, earlier: false, later: true },
      },
      { section: jobs, request: jobRequest, page: empty },
    ],
    5,
  ),
  deleted: [
    deletedRecords(JOBS, [
      {
        id: '01900000-0000-7000-8000-00000000d001',
        reference: 'J-1001',
        customer: 'Acme Ltd',
        deletedAt: new Date('2026-03-04T09:30:00Z'),
      },
    ]).model,
    deletedRecords(JOBS, []).model,
  ],
  list: [
    listView(jobs, jobRequest, { rows: jobRows, total: 214, earlier: true, later: true }, context),
    listView(jobs, bare, empty, context),
    listView(jobs, bare, { rows: jobRows, total: 10_000, more: true, earlier: false, later: true }, context),
    listView(jobs, jobRequest, empty, context),
    listView(jobs, bare, empty, { ...context, limitedToSites: true }),
    listView(jobs, bare, empty, { ...context, room: 'admin', mayWrite: true }),
    listView(
      jobs,
      bare,
      { rows: jobRows, total: 214, earlier: false, later: true },
      {
        ...context,
        room: 'admin',
        mayWrite: true,
        called: [{ value: 'c1', label: verbatim('Skip Hire Trust') }],
      },
    ),
    listView(jobs, bare, empty, {
      ...context,
      above: [{ kind: 'note', title: verbatim('On site now'), text: verbatim('Nobody.') }],
    }),
    listView(jobs, { ...bare, chosen: ['reference', 'crew'], leftOut: true }, empty, {
      ...context,
      kept: () => {
        throw new Refused(say('platform.lists.sort', { sort: 'x' }));
      },
      wrong: {
        fields: { weightFrom: say('sections.filters.wrong.number') },
        typed: { weightFrom: 'heavy' },
      },
    }),
  ],
  'saved-view': [
    savedViewPage(
      'admin',
      {
        id: '01900000-0000-7000-8000-00000000e001',
        section: 'jobs',
        name: 'Late',
        query: '',
        shared: 'staff',
      },
      kept,
      true,
    ),
    savedViewPage('portal', { section: 'jobs', name: '', query: 'q=skip', shared: 'nobody' }, kept, false, {
      errors: { name: say('platform.views.nameNeeded') },
      isKept: false,
    }),
    savedViewPage(
      'portal',
      { section: 'jobs', name: 'Skips', query: 'q=skip', shared: 'nobody' },
      kept,
      false,
      { errors: {}, isKept: true },
    ),
  ],
  business: [
    businessPage({ kept: { business, version: 2 }, currency: 'GBP' }).model,
    businessPage({
      kept: { business: { ...business, registrations: [] }, version: 3 },
      currency: 'GBP',
      errors: { 'insurances-0-amount': say('company.business.wrong.amount') },
      behind: {
        text: say('platform.behind.notice.who', { who: 'Maya Lee' }),
        at: new Date('2026-03-04T12:00:00Z'),
      },
    }).model,
  ],
  record: {
    head: { title: verbatim('J-20481'), back: { label: say('jobs.title'), href: '/portal/jobs' } },
    blocks: [
      {
        kind: 'facts',
        title: null,
        items: [
          { label: say('sections.fields.reference'), cell: cell.text('J-20481') },
          { label: say('sections.fields.status'), cell: cell.status(say('jobs.status.completed'), 'good') },
        ],
      },
      {
        kind: 'table',
        title: say('jobs.waste.title'),
        table: tableView({
          caption: say('jobs.waste.title'),
          columns: [{ key: 'code', label: say('jobs.waste.code') }],
          rows: [{ cells: [cell.ewc('160601', true)] }],
        }),
      },
      { kind: 'links', title: say('sites.map'), links: [{ label: say('sites.openMap'), href: '/map' }] },
      { kind: 'note', title: say('documents.file.title'), text: say('documents.file.none') },
      {
        kind: 'photos',
        title: say('jobs.photos.title'),
        photos: [{ href: '/x', name: 'Gate', day: '2026-03-04' }],
      },
      {
        kind: 'ask',
        title: say('sections.ask.title'),
        text: say('sections.ask.text', { reference: 'J-20481' }),
        name: verbatim('Maya Lee'),
        phone: { label: '01628 555 0142', href: 'tel:016285550142' },
        email: {
          label: 'maya@marlow.example',
          href: 'mailto:maya@marlow.example?subject=J-20481&body=Hello',
        },
      },
    ],
  },
});
