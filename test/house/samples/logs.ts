import { auditLine, auditList } from '../../../src/logs/audit.view.js';
import type { ReadableLine } from '../../../src/logs/audit.presenter.js';
import { readAuditFilters } from '../../../src/logs/audit.filters.js';
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

export const samples = samplesOf({
  audit: [
    auditList(query({}), 214, [line, added], { before: undefined, after: 'x' }),
    auditList(query(every), 10_001, [added], { before: 'y', after: undefined }),
    auditList(query(every), 0, [], { before: undefined, after: undefined }),
  ],
  'audit-line': [auditLine(line), auditLine(added), auditLine({ ...line, changes: [], lines: [] })],
});
