import { auditLine, auditList } from '../../../src/logs/audit.view.js';
import type { ReadableLine } from '../../../src/logs/audit.presenter.js';
import { readAuditFilters } from '../../../src/logs/audit.filters.js';
import { readAccessFilters } from '../../../src/logs/access.filters.js';
import { readActivityFilters } from '../../../src/logs/activity.filters.js';
import { activityPlace } from '../../../src/logs/activity.view.js';
import type { ReadableAccess } from '../../../src/logs/access.presenter.js';
import { accessList, ACCESS_LOG, OFFICE_LIST, type AccessPlace } from '../../../src/logs/access.view.js';
import type { ReadablePart } from '../../../src/logs/held.presenter.js';
import { keepingPage } from '../../../src/logs/keeping.view.js';
import { heldPage } from '../../../src/logs/person-data.view.js';
import { say } from '../../../src/platform/errors.js';
import { cell, type Cell } from '../../../src/platform/pages/cells.js';
import { samplesOf } from './samples.js';

const line: ReadableLine = {
  id: '01900000-0000-7000-8000-000000000a01',
  at: new Date('2026-03-04T14:05:00Z'),
  who: { name: 'Ruth Bailey', detail: 'ruth@office.example', href: undefined },
  what: 'Changed what a customer sees',
  about: { name: 'Acme <b>Ltd</b>', detail: 'C-1', href: '/admin/customers/1' },
  customer: { name: 'Acme <b>Ltd</b>', detail: 'C-1', href: '/admin/customers/1' },
  changes: [
    { field: 'Jobs', before: 'No', after: 'Yes' },
    { field: 'Invoices', before: 'Yes', after: 'No' },
    { field: 'Customer Portal', before: 'No', after: 'Yes' },
  ],
  lines: ['Jobs: No → Yes', 'Invoices: Yes → No', 'Customer Portal: No → Yes'],
  address: '192.0.2.7',
};
const added: ReadableLine = {
  ...line,
  what: 'Added a customer',
  about: null,
  customer: null,
  changes: [{ field: 'Name', before: null, after: 'Acme' }],
  lines: ['Name: Acme'],
};
const every = {
  q: 'acme',
  person: 'ruth',
  customer: 'C-1',
  kind: 'customer',
  from: '2026-03-01',
  to: '2026-03-31',
};
const query = (sent: object) => readAuditFilters(sent as Record<string, string>, 'Europe/London').query;

const access: ReadableAccess = {
  at: new Date('2026-03-04T14:05:00Z'),
  who: { name: 'Ann <i>Lee</i>', detail: 'ann@acme.example', href: '/admin/portal-users/1' },
  what: 'Opened J-1 in Jobs',
  href: '/admin/jobs/1',
  customer: line.customer,
  address: '192.0.2.7',
};
const everybody: AccessPlace = {
  ...OFFICE_LIST,
  path: ACCESS_LOG,
  columns: ['at', 'who', 'what', 'customer', 'address'],
  head: { title: say('logs.access.title') },
  kept: { text: say('logs.access.kept', { count: 24 }), href: '/admin/access-log/keeping' },
};
const login = {
  id: '01900000-0000-7000-8000-000000000f01',
  email: 'ann@acme.example',
  emailKey: 'ann@acme.example',
  name: 'Ann <i>Lee</i>',
  kind: 'customer',
};
const ann = { id: login.id, name: 'Ann <i>Lee</i>', accesses: ['1'] };
const gone = { id: '2', name: '', accesses: ['2'] };
const own = activityPlace({ people: [ann, gone], canDownload: false, months: 24 });
const ownFilters = readActivityFilters(
  { person: ann.id, kind: 'view', from: '2026-03-01' },
  'Europe/London',
  [ann, gone],
);
const accessFilters = (sent: object) => readAccessFilters(sent as Record<string, string>, 'Europe/London');
const narrowed = { person: 'ann', customer: 'C-1', kind: 'view', from: '2026-03-01', to: '2026-03-31' };
const wrong = { months: 'x', errors: { months: say('logs.access.keep.wrong') }, status: 422 };

const item = (label: string, shown: Cell) => ({ label: say(`logs.held-page.columns.${label}`), cell: shown });
const parts: ReadablePart[] = [
  {
    name: 'logins',
    rows: [
      [item('email', cell.text(login.email)), item('created_at', cell.dateTime('2026-03-04T14:05:00Z'))],
    ],
    cut: false,
  },
  { name: 'portal_users', rows: [[item('withheld', cell.text('Jobs, Sites'))]], cut: true },
  { name: 'saved_views', rows: [], cut: false },
];

export const samples = samplesOf({
  held: [heldPage(login, parts).model, heldPage({ ...login, name: '' }, []).model],
  access: [
    accessList(everybody, accessFilters({}), 10_001, [access], { before: 'x', after: 'y' }),
    accessList(
      { ...everybody, columns: ['at', 'who', 'what', 'address'], kept: null },
      accessFilters(narrowed),
      0,
      [],
      { before: undefined, after: undefined },
    ),
    accessList(own, ownFilters, 1, [access], { before: undefined, after: undefined }),
    accessList(own, { query: accessFilters({}).query }, 0, [], { before: undefined, after: undefined }),
  ],
  keeping: [
    keepingPage({ months: 24, version: 1 }).model,
    keepingPage({ months: 24, version: 1 }, wrong).model,
    keepingPage({ months: 12, version: 2 }, { months: '24', status: 409 }).model,
  ],
  audit: [
    auditList(query({}), 214, [line, added], { before: undefined, after: 'x' }),
    auditList(query(every), 10_001, [added], { before: 'y', after: undefined }),
    auditList(query(every), 0, [], { before: undefined, after: undefined }),
  ],
  'audit-line': [auditLine(line), auditLine(added), auditLine({ ...line, changes: [], lines: [] })],
});
