import { verbatim } from '../../../src/platform/pages/words.js';
import { say } from '../../../src/platform/errors.js';
import {
  statementView,
  type StatementContext,
} from '../../../src/sections/invoices/statement/statement.view.js';
import { statementsOf } from '../../../src/sections/invoices/statement/statement.js';
import { samplesOf } from './samples.js';

const customers = [
  { customerId: 'c1', sites: 'all' },
  { customerId: 'c2', sites: 'all' },
] as const;
const [one] = customers;
const range = { from: '2026-01-01', to: '2026-03-04' };
const context: StatementContext = {
  room: 'portal',
  path: '/portal/statement',
  head: { title: say('statement.title') },
  names: new Map([
    ['c1', 'Acme Ltd'],
    ['c2', 'Acme Depots Ltd'],
  ]),
  canExport: true,
};
const line = { currency: 'GBP', id: '1' };
const statements = statementsOf({
  opening: [{ currency: 'GBP', amount: '120000' }],
  entries: [
    { ...line, date: '2026-02-01', kind: 'invoice', reference: 'INV-1042', amount: '48050' },
    { ...line, date: '2026-02-01', kind: 'recorded', reference: 'INV-1042', amount: '-8050' },
    { ...line, date: '2026-02-11', kind: 'credit-note', reference: 'CN-12', amount: '-5000' },
    { ...line, date: '2026-02-20', kind: 'payment', reference: 'PAY-77', amount: '-120000' },
  ],
  ageing: [{ currency: 'GBP', age: '31-60', amount: '40000' }],
});

export const samples = samplesOf({
  statement: [
    statementView(statements, { customers, one, range, backwards: false, day: range.to }, context, [
      verbatim('Sort code 00-00-00\nAccount 00041700'),
    ]),
    statementView([], { customers: [one], one, range, backwards: false, day: range.to }, context, []),
    statementView([], { customers, one, range, backwards: true, day: range.to }, context, []),
    statementView([], { customers: [], one: undefined, range, backwards: false, day: range.to }, context, []),
  ],
});
