import { say } from '../../../src/platform/errors.js';
import { verbatim } from '../../../src/platform/pages/words.js';
import { jobs } from '../../../src/sections/jobs/jobs.section.js';
import { sites } from '../../../src/sections/sites/sites.section.js';
import { chooseCustomer } from '../../../src/sections/record-forms/choose-customer.view.js';
import { writtenValues } from '../../../src/sections/record-forms/form.values.js';
import { recordForm, type RecordFormInput } from '../../../src/sections/record-forms/form.view.js';

const surroundings = { timeZone: 'Europe/London', currency: 'GBP' };
const customer = { id: '01900000-0000-7000-8000-00000000c001', reference: 'ACME', name: 'Acme Ltd' };
const body = {
  customer: 'ACME',
  date: '2026-03-04',
  site: 'HENLEY',
  service: '8 yd skip, exchange',
  status: 'completed',
  price: { amount: 18_500, currency: 'GBP' },
  wasteItems: [
    {
      description: 'Mixed from the yard',
      ewcCodes: ['200301', '150102'],
      weightGrams: 1_240_000,
      estimated: false,
      physicalForm: 'solid',
      containerType: 'SKI',
      containerCount: 1,
      fates: [{ code: 'R3', weightGrams: 900_000, estimated: true }],
    },
  ],
};
const blank: RecordFormInput = {
  section: jobs,
  kind: jobs,
  customer,
  surroundings,
  choices: { site: [{ value: 'HENLEY', label: verbatim('Henley depot (HENLEY)') }], fileType: [], flag: [] },
  values: { fields: {}, rows: {} },
  reference: '',
  lists: true,
};
const filled: RecordFormInput = {
  ...blank,
  values: writtenValues(jobs, body, surroundings),
  reference: 'J-20481',
  record: {
    kind: jobs,
    id: '01900000-0000-7000-8000-000000000b01',
    reference: 'J-20481',
    version: 3,
    deleted: false,
    customer,
    body,
  },
};

/** Forms of records as staff fill them in. */
export const recordForms = [
  recordForm(blank).model,
  recordForm({
    ...filled,
    errors: {
      date: say('sections.api.required'),
      'wasteItems[0].weightGrams': say('sections.form.wrong.weight'),
      'wasteItems[0].fates': say('jobs.wrong.fatesTooHeavy'),
    },
    behind: {
      text: say('platform.behind.notice.who', { who: 'Ruth Bailey' }),
      at: new Date('2026-03-04T14:05:00Z'),
    },
    marks: [
      { label: say('jobs.fields.vehicle'), now: verbatim('RX70 ABC') },
      { label: say('jobs.fields.notes'), now: null },
    ],
    changed: true,
    mayBeMeant: true,
  }).model,
  recordForm({
    ...filled,
    gone: {
      text: say('platform.behind.deleted.who', { who: 'Ruth Bailey' }),
      at: new Date('2026-03-04T14:05:00Z'),
      wayBack: '/admin/jobs/x/restoration',
    },
  }).model,
  recordForm({
    ...blank,
    section: sites,
    kind: sites,
    choices: { site: undefined, fileType: [], flag: [] },
  }).model,
];

export const customerChoices = [
  chooseCustomer(jobs, jobs, 'acme', { some: [customer], count: 1 }).model,
  chooseCustomer(jobs, jobs, '', { some: [customer], count: 30 }).model,
];
