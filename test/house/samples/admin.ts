import type { DeclaredRoute } from '../../../src/access/declared-routes.js';
import { apiDocsPage } from '../../../src/admin/api-docs/api-docs.view.js';
import { apiGroups } from '../../../src/admin/api-docs/api.groups.js';
import { homeView } from '../../../src/admin/home.view.js';
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

export const samples = samplesOf({
  'api-docs': apiDocsPage({
    groups,
    routes: declared,
    baseUrl: 'https://portal.marlow-waste.example',
    say: (text) => sampleWords.say(text),
  }).model,
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
