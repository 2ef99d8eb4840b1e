import { say } from '../../../src/platform/errors.js';
import { declaredFields } from '../../../src/imports/declared.fields.js';
import { targetOf } from '../../../src/imports/import.targets.js';
import { importForm } from '../../../src/imports/import-form.view.js';
import { importPage } from '../../../src/imports/import-page.view.js';
import { NOTHING } from '../../../src/imports/import.report.js';
import { importsList } from '../../../src/imports/imports-list.view.js';
import { type ColumnGlimpse, NO_GLIMPSE } from '../../../src/imports/matching/glimpse.js';
import { matchPage, type MatchPageInput } from '../../../src/imports/matching/match.view.js';
import type { ImportRow } from '../../../src/imports/imports.queries.js';
import type { Outlook } from '../../../src/imports/taking-back/imports-back.queries.js';
import { samplesOf } from './samples.js';

const row: ImportRow = {
  id: '01900000-0000-7000-8000-0000000000e1',
  section: 'jobs',
  fileName: 'returns-2025-q4.csv',
  file: '01900000-0000-7000-8000-0000000000f1',
  map: { dateFormat: 'dd/mm/yyyy', fields: { reference: '{Ticket}', customer: '{Account}', date: '{Date}' } },
  headings: null,
  operationId: null,
  understood: [
    say('imports.report.fileGuessed', { encoding: 'windows-1252', delimiter: ';' }),
    say('imports.report.columns', { count: 5, columns: 'Ticket, Account, Date, Net weight, Remark' }),
    say('imports.report.unused', { count: 1, columns: 'Remark' }),
  ],
  firstDay: '2026-03-04',
  lastDay: '2026-03-31',
  firstRecords: [
    {
      reference: 'T-1',
      customer: 'ACME',
      date: '2026-03-04',
      status: 'completed',
      price: { amount: 125_000, currency: 'USD' },
      wasteItems: [{ ewcCodes: ['200301'], weightGrams: 1_240_000, estimated: true }],
    },
  ],
  step: 'check',
  counts: { ...NOTHING, created: 2431, updated: 12, unchanged: 54, refused: 3, rounded: 7, newSites: 4 },
  state: 'done',
  undoing: false,
  kinds: {
    column: 'Status',
    values: [
      { is: 'Paid', count: 2490 },
      { is: 'Failed', count: 10 },
    ],
  },
  alike: [{ written: 'acme', stands: 'ACME' }],
  doubts: {
    count: 21,
    first: [{ row: 5, column: 'Paid', value: '500.00', reason: say('invoices.wrong.paidAbove') }],
  },
  keptUntil: null,
  done: 2500,
  total: 2500,
  problem: null,
  createdAt: new Date('2026-03-04T14:05:00Z'),
  askedBy: 'Ruth Bailey',
};
const none = { first: [], count: 0 };
const refusals = {
  first: [
    { row: 12, column: 'Date', value: '31/02/2026', reason: say('imports.value.dateUnreal') },
    {
      row: 90,
      column: 'Account',
      value: 'A-77',
      reason: say('imports.row.noCustomer', { reference: 'A-77' }),
    },
    {
      row: 2501,
      column: '',
      value: 'T-2500 | A-12 | 04/0',
      reason: say('imports.row.cutOff', { cells: 3, columns: 5 }),
    },
  ],
  count: 57,
};
const page = (change: Partial<ImportRow>, found: typeof refusals | typeof none = none, outlook?: Outlook) =>
  importPage({
    row: { ...row, ...change },
    refusals: found,
    names: new Map([['ACME', 'Acme Ltd']]),
    outlook,
  });
const remembered = { step: 'import', file: null, operationId: row.id, keptUntil: '2026-04-03' } as const;
const places = { 'fields.date': say('imports.map.missing'), dateFormat: say('imports.map.dateFormat') };
const errors = { map: say('imports.map.wrong') };

const columns = [
  { ...NO_GLIMPSE, name: 'Ticket', firsts: ['T-1', 'T-2', 'T-3'] },
  { ...NO_GLIMPSE, name: 'Account', firsts: ['ACME'], words: ['ACME'] },
  {
    ...NO_GLIMPSE,
    name: 'Date',
    firsts: ['04/03/2026', '31/03/2026'],
    dayOrders: new Set(['day', 'either'] as const),
  },
  {
    ...NO_GLIMPSE,
    name: 'State',
    firsts: ['Done', 'Open'],
    words: ['Done', 'Open', 'Cancelled'],
    filled: 20,
  },
  { ...NO_GLIMPSE, name: 'Net weight', firsts: ['1.24'] },
  { ...NO_GLIMPSE, name: 'Remark', words: [] },
] satisfies readonly ColumnGlimpse[];
const matched = {
  unknownSites: { name: '{Account}', kind: 'patrol' },
  fields: {
    reference: '{Ticket}-{#row}',
    customer: '{Account}',
    date: '{Date}',
    service: '{Ticket} {Account} {Date}',
    status: { column: 'State', values: { done: 'completed' } },
    notes: 'From the weighbridge',
    'wasteItems[0].weight': { column: 'Net weight', unit: 't' },
    'wasteItems[1].weight': { column: 'Net weight', unit: 'kg' },
  },
};
const match = (more: Partial<MatchPageInput> = {}) =>
  matchPage({
    available: new Set(['jobs']),
    row: { ...row, step: 'match', state: null },
    fields: declaredFields(targetOf(row.section).kind),
    looked: {
      table: {
        columns: columns.map(({ name }) => name),
        encoding: 'windows-1252',
        encodingGuessed: true,
        delimiter: ';',
      },
      columns,
    },
    map: matched,
    ...more,
  }).model;

export const samples = samplesOf({
  list: [
    importsList(
      [
        row,
        {
          ...row,
          id: '01900000-0000-7000-8000-0000000000e2',
          step: 'import',
          fileName: 'sites.csv',
          section: 'sites',
        },
        { ...row, id: '01900000-0000-7000-8000-0000000000e3', state: 'running', counts: NOTHING },
        { ...row, id: '01900000-0000-7000-8000-0000000000e4', state: 'failed', askedBy: '' },
        { ...row, id: '01900000-0000-7000-8000-0000000000e5', step: 'match', state: null },
        {
          ...row,
          id: '01900000-0000-7000-8000-0000000000e7',
          step: 'import',
          state: 'undone',
          undoing: true,
        },
        { ...row, id: '01900000-0000-7000-8000-0000000000e6', step: 'match', state: null, file: null },
      ],
      214,
      row.id,
    ),
    importsList([], 0, undefined),
  ],
  form: [
    importForm({ available: new Set(['jobs']) }).model,
    importForm({
      available: new Set(['jobs']),
      section: 'jobs',
      map: '{"fields": {}}',
      errors: { ...errors, file: say('imports.upload.again') },
    }).model,
  ],
  match: [
    match(),
    match({ map: { fields: {} }, errors: { 'wasteItems.weight': say('imports.onPage.map.needsUnit') } }),
    match({ typed: '{}', errors, places }),
  ],
  import: [
    page({}, refusals),
    page({ state: 'running', done: 1000, counts: NOTHING }),
    page({ state: 'queued', done: 0, total: 0, counts: NOTHING }),
    page({ step: 'import', file: null }, refusals),
    page({ step: 'import', state: 'failed', problem: say('operations.problems.unexpected') }),
    page({ counts: { ...NOTHING, refused: 57 }, map: null }, refusals),
    page({ step: 'import', file: null, counts: { ...NOTHING, created: 5, newCustomers: 2 } }),
    page({ file: null }),
    page(remembered, none, { deleted: 2431, restored: 12, staying: [] }),
    page(remembered, none, { deleted: 0, restored: 0, staying: [{ why: 'changed', count: 3 }] }),
    page({ step: 'import', file: null, operationId: row.id, state: 'running', undoing: true }),
    page({ step: 'import', file: null, operationId: row.id, state: 'undone', undoing: true }),
  ],
});
