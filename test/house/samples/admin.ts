import type { DeclaredRoute } from '../../../src/access/declared-routes.js';
import { apiDocsPage } from '../../../src/admin/api-docs/api-docs.view.js';
import { apiGroups } from '../../../src/admin/api-docs/api.groups.js';
import { homeView } from '../../../src/admin/home.view.js';
import { queuesView, type QueueFacts } from '../../../src/admin/queues/queues.view.js';
import { verbatim } from '../../../src/platform/pages/words.js';
import type { Backlog } from '../../../src/platform/queue/backlogs.js';
import type { HomeFacts } from '../../../src/admin/home.queries.js';
import { sampleWords } from '../../support/sample-frame.js';
import { samplesOf } from './samples.js';

const facts: HomeFacts = {
  portalEnabled: true,
  sendsMail: true,
  named: true,
  customers: 30,
  customersWithAccess: 12,
  people: 19,
  peopleOfLate: 11,
  invitationsOpen: 3,
  invitationsQueued: 0,
  invitationsFailed: 0,
  invitationsBounced: 1,
  invitationsExpired: 0,
  asksForNewLink: 0,
  neverSignedIn: 3,
  notLately: 1,
  importsRefused: 0,
  workFailed: 0,
  licencesLapsed: 1,
  licencesEnding: 2,
  business: { lapsed: 1, ending: 1 },
  overdue: [{ currency: 'GBP', amount: '23448', invoices: 3 }],
};

const fresh: HomeFacts = {
  ...facts,
  portalEnabled: false,
  sendsMail: false,
  named: false,
  customers: 0,
  customersWithAccess: 0,
  people: 0,
};

const groups = apiGroups(['sites', 'jobs', 'invoices', 'documents', 'exports', 'money'], (key) =>
  sampleWords.has(key),
);
const declared = groups.flatMap(({ routes }) =>
  routes.map(({ method, path }): DeclaredRoute => ({
    method,
    path,
    handler: '',
    declaration: { who: 'api', permission: method === 'GET' ? 'records.read' : 'records.write' },
  })),
);

const around = { now: new Date('2026-03-04T14:05:00Z'), sendsMail: true };
const nothing: Backlog = { waiting: 0, oldest: null, later: 0, running: 0, left: 0, failed: 0 };
const queueOf = (queue: string, backlog: Backlog, held: number | undefined): QueueFacts => ({
  queue,
  backlog,
  held,
  failed:
    backlog.failed === 0
      ? []
      : [
          {
            id: '01900000-0000-7000-8000-0000000000aa',
            what: verbatim('Link for a new password'),
            whose: 'ruth@acme.example',
            why: verbatim('550 5.1.1 no such mailbox'),
            since: new Date('2026-03-04T13:00:00Z'),
          },
          {
            id: '01900000-0000-7000-8000-0000000000ab',
            what: verbatim('Jobs'),
            whose: '',
            why: null,
            since: new Date('2026-03-04T12:00:00Z'),
          },
        ],
});

export const samples = samplesOf({
  'api-docs': apiDocsPage({
    groups,
    routes: declared,
    baseUrl: 'https://portal.marlow-waste.example',
    say: (text) => sampleWords.say(text),
  }).model,
  queues: [
    queuesView([queueOf('mail', nothing, 0), queueOf('operations', nothing, 3)], around),
    queuesView(
      [
        queueOf(
          'mail',
          { ...nothing, waiting: 3, oldest: new Date('2026-03-04T12:00:00Z'), later: 2, failed: 31 },
          undefined,
        ),
        queueOf(
          'exports',
          { ...nothing, waiting: 1, oldest: new Date('2026-03-04T14:00:00Z'), left: 1, failed: 1 },
          1,
        ),
      ],
      { ...around, sendsMail: false },
    ),
  ],
  home: [
    homeView(facts, 'Maya Okafor', () => true),
    homeView(fresh, 'Maya Okafor', () => true),
    homeView(
      { ...facts, invitationsFailed: 2, invitationsExpired: 3, asksForNewLink: 1 },
      'Maya Okafor',
      () => true,
    ),
  ],
});
