import { say } from '../../../src/platform/errors.js';
import { importForm } from '../../../src/imports/import-form.view.js';
import { importPage } from '../../../src/imports/import-page.view.js';
import { NOTHING } from '../../../src/imports/import.report.js';
import { importsList } from '../../../src/imports/imports-list.view.js';
import type { ImportRow } from '../../../src/imports/imports.queries.js';
import { samplesOf } from './samples.js';

const row: ImportRow = {
  id: '01900000-0000-7000-8000-0000000000e1',
  section: 'jobs',
  fileName: 'returns-2025-q4.csv',
  file: '01900000-0000-7000-8000-0000000000f1',
  map: { dateFormat: 'dd/mm/yyyy', fields: { reference: '{Ticket}', customer: '{Account}', date: '{Date}' } },
  understood: [
    say('imports.report.fileGuessed', { encoding: 'windows-1252', delimiter: ';' }),
    say('imports.report.columns', { count: 5, columns: 'Ticket, Account, Date, Net weight, Remark' }),
    say('imports.report.unused', { count: 1, columns: 'Remark' }),
  ],
  step: 'check',
  counts: { ...NOTHING, created: 2431, updated: 12, unchanged: 54, refused: 3, rounded: 7, newSites: 4 },
  state: 'done',
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
const page = (change: Partial<ImportRow>, found: typeof refusals | typeof none = none) =>
  importPage({ row: { ...row, ...change }, refusals: found });
const places = { 'fields.date': say('imports.map.missing'), dateFormat: say('imports.map.dateFormat') };
const errors = { map: say('imports.map.wrong') };

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
      ],
      214,
      row.id,
    ),
    importsList([], 0, undefined),
  ],
  form: [
    importForm({}).model,
    importForm({
      section: 'jobs',
      map: '{"fields": {}}',
      errors: { ...errors, file: say('imports.upload.again') },
      places,
      columns: ['Ticket', 'Account', 'Date'],
    }).model,
  ],
  import: [
    page({}, refusals),
    page({ state: 'running', done: 1000, counts: NOTHING }),
    page({ state: 'queued', done: 0, total: 0, counts: NOTHING }),
    page({ step: 'import', file: null }, refusals),
    page({ step: 'import', state: 'failed', problem: say('operations.problems.unexpected') }),
    page({ counts: { ...NOTHING, refused: 57 }, map: null }, refusals),
    importPage({ row, refusals: none, typed: '{}', errors, places }),
  ],
});
