import { PermissionCatalogue } from '../../../src/access/catalogue.js';
import { say } from '../../../src/platform/errors.js';
import { accessAnswers } from '../../../src/portal-users/portal-access.js';
import { offPage } from '../../../src/portal-users/off.view.js';
import { listForm } from '../../../src/portal-users/lists/list-form.view.js';
import { VERDICTS } from '../../../src/portal-users/lists/list.verdict.js';
import { listPage } from '../../../src/portal-users/lists/list.view.js';
import type { InvitationList, ListRow } from '../../../src/portal-users/lists/lists.queries.js';
import { personAnswers } from '../../../src/portal-users/person.forms.js';
import { personId } from '../../../src/portal-users/person-ids.js';
import { addressPage } from '../../../src/portal-users/person-address.view.js';
import { personPage } from '../../../src/portal-users/person-page.view.js';
import { portalAccessPage, type PortalAccessInput } from '../../../src/portal-users/portal-access.view.js';
import { PORTAL_USERS, portalUsersList } from '../../../src/portal-users/portal-users-list.view.js';
import type { PersonRow, SiteChoice } from '../../../src/portal-users/portal-users.queries.js';
import { officeViewer, sampleCustomer, samplePages } from './customers.js';
import { sampleWords } from '../../support/sample-frame.js';
import { sampleAccount } from './accounts.js';
import { accountPeople } from '../../../src/portal-users/account-people.view.js';
import type { Bounds } from '../../../src/portal-users/colleague-bounds.js';
import { accountFormPage } from '../../../src/portal-users/account-form.view.js';
import { colleaguePage, colleaguesPage } from '../../../src/portal-users/colleagues.view.js';
import { openedList, samplesOf } from './samples.js';
import { whySamples } from './why.js';

const now = new Date('2026-03-04T14:05:00Z');
const later = new Date('2026-03-11T14:05:00Z');
const formId = '01900000-0000-7000-8000-00000000f001';

const catalogue = new PermissionCatalogue([
  { key: 'company', words: 'company.permission' },
  { key: 'sites', words: 'sites.permission' },
  { key: 'jobs', words: 'jobs.permission' },
  { key: 'jobs.readings', words: 'documents.permission', needs: ['jobs'], tick: 'showLiveClockIns' },
  { key: 'invoices', words: 'invoices.permission', tick: 'shareAllIncidents' },
]);

const person: PersonRow = {
  id: '01900000-0000-7000-8000-00000000b001',
  loginId: '01900000-0000-7000-8000-00000000a001',
  email: 'dev.anand@thames-valley-hotels.example',
  name: 'Dev Anand',
  lastName: 'Anand',
  accountId: sampleCustomer.id,
  consolidated: false,
  customer: sampleCustomer.name,
  customerReference: sampleCustomer.reference,
  everySite: true,
  siteIds: [],
  siteReferences: [],
  everySiteOf: [],
  everySiteOfReferences: [],
  withheld: [],
  showLiveClockIns: false,
  shareAllIncidents: true,
  news: 2,
  reports: 1,
  manager: false,
  disabled: false,
  invitedAt: now,
  known: true,
  lastSignedInAt: now,
  version: 2,
  createdAt: now,
  updatedAt: now,
  active: true,
  invitationId: '01900000-0000-7000-8000-00000000e001',
  tokenVersion: 1,
  acceptedAt: now,
  revokedAt: null,
  expiresAt: later,
  askedAgainAt: null,
  mailState: 'sent',
  sentAt: now,
  bouncedAt: null,
  bounceReason: '',
  answer: '250 OK',
};
const invited: PersonRow = { ...person, active: false, acceptedAt: null, lastSignedInAt: null };
const mine = (email: string, more: Partial<PersonRow>): PersonRow => ({
  ...invited,
  name: '',
  id: personId(formId, email),
  email,
  ...more,
});
const uninvited = { invitationId: null, tokenVersion: null, expiresAt: null, mailState: null, answer: null };
const people: PersonRow[] = [
  person,
  mine('accounts.payable@procurement.thames-valley-hotels.example', {
    everySite: false,
    siteIds: ['s1', 's2', 's3'],
  }),
  mine('kim@thames.example', { mailState: 'queued', answer: '451 try again later', withheld: ['invoices'] }),
  mine('pat@thames.example', { mailState: 'failed', answer: '550 5.1.1 no such user here' }),
  mine('lee@thames.example', { expiresAt: now, askedAgainAt: now }),
  mine('max@thames.example', { revokedAt: now }),
  mine('joe@thames.example', uninvited),
  mine('may@thames.example', uninvited),
];
const sites: SiteChoice[] = [
  {
    id: 's1',
    customerId: sampleCustomer.id,
    reference: 'TV-001',
    name: 'Henley Riverside Hotel',
    kind: 'static',
  },
  {
    id: 's2',
    customerId: sampleCustomer.id,
    reference: 'TV-002',
    name: 'Marlow Bridge Hotel',
    kind: 'static',
  },
  { id: 's3', customerId: sampleCustomer.id, reference: 'TV-P', name: 'Night round', kind: 'patrol' },
];
const sections = { company: true, sites: true, jobs: true, 'jobs.readings': false, invoices: false };
const kept = {
  access: { enabled: true, sections },
  consolidated: false,
  portalEnabled: true,
  available: new Set(['company', 'sites', 'jobs', 'jobs.readings']),
};
const input: PortalAccessInput = {
  customer: sampleCustomer,
  head: samplePages.head(sampleCustomer, officeViewer, 'portal-access'),
  viewer: officeViewer,
  catalogue,
  kept,
  people,
  now,
  write: (text) => sampleWords.say(text),
  formId,
};
const answers = accessAnswers(kept.access);
const questions = {
  customers: [],
  sites,
  permissions: ['company', 'sites', 'jobs'],
  available: kept.available,
};
const ofAccount = {
  ...questions,
  customers: [
    { id: sampleCustomer.id, reference: sampleCustomer.reference, name: sampleCustomer.name },
    { id: 'other', reference: 'C-2', name: 'Marlow Linen Ltd' },
  ],
};
const query = (sent: Record<string, string>) => openedList(PORTAL_USERS, sent);
const page = (rows: PersonRow[]) => ({
  rows: rows.map((row) => ({ ...row, place: row.email })),
  before: undefined,
  after: rows.length > 0 ? 'a' : undefined,
});
const off = {
  name: sampleCustomer.name,
  viewer: officeViewer,
  action: '/admin/customers/1/portal-access',
  hidden: [{ name: 'people', value: 'jo@thames.example' }],
  emails: ['jo@thames.example', 'kim@thames.example'],
  backHref: '/admin/customers/1/portal-access',
};

const bounds: Bounds = {
  customerId: sampleCustomer.id,
  sites: 'all',
  visible: ['company', 'sites', 'jobs'],
  withheld: [],
  showLiveClockIns: false,
  shareAllIncidents: true,
};
const limited: Bounds = { ...bounds, sites: ['s1', 's2', 's3'] };
const typed = { email: 'jo@', firstName: 'Jo', lastName: '' };

const list: InvitationList = {
  id: formId,
  customerId: null,
  customer: null,
  fileName: 'people.csv',
  guessedEncoding: 'Windows-1252',
  sending: null,
  operationId: null,
  state: null,
  portalEnabled: true,
  noMailServer: false,
  createdAt: now,
};
const listRows: readonly ListRow[] = VERDICTS.map((verdict, index) => ({
  position: index + 1,
  line: index + 2,
  typed: 'somebody',
  email: verdict === 'bad-address' ? '' : 'accounts.payable@procurement.thames-valley-hotels.example',
  firstName: 'Ann',
  lastName: 'Lee',
  reference: 'THAMES/1',
  customer: verdict === 'unknown-customer' ? null : 'Thames Valley Hotels Group Ltd',
  verdict,
}));
const listCounts = { new: 27, 'off-customer': 2, active: 3, 'bad-address': 1 };
const listInput = { list, counts: listCounts, shown: undefined, rows: listRows, viewer: officeViewer };

export const listSamples = [
  portalUsersList(query({ state: 'sent' }), { people: 8, accesses: 9, active: 1 }, page(people), now),
  portalUsersList(query({}), { people: 0, accesses: 0, active: 0 }, page([]), now),
  portalUsersList(query({ q: 'nobody' }), { people: 0, accesses: 0, active: 0 }, page([]), now),
];

export const samples = samplesOf({
  'account-form': [
    accountFormPage(sampleCustomer, formId, { email: '', firstName: '', lastName: '' }).model,
    accountFormPage(sampleCustomer, formId, typed, { email: say('platform.fields.email') }).model,
  ],
  'list-form': [
    listForm({ people: '', customer: '' }).model,
    listForm({ people: 'x', customer: 'Y' }, { customer: say('portal-users.lists.noSuchCustomer') }).model,
  ],
  'list-of-people': [
    listPage(listInput).model,
    listPage({ ...listInput, list: { ...list, sending: 'send', state: 'running' } }).model,
    listPage({
      ...listInput,
      list: { ...list, sending: 'send', state: 'done' },
      counts: { sent: 27, active: 3 },
    }).model,
    listPage({ ...listInput, list: { ...list, portalEnabled: false }, rows: [], counts: { 'off-portal': 2 } })
      .model,
  ],
  colleagues: [
    colleaguesPage([...people, { ...person, manager: true }], officeViewer, limited, now).model,
    colleaguesPage([person], officeViewer, bounds, now).model,
  ],
  colleague: [
    colleaguePage({ questions: { bounds, sites }, catalogue, formId }).model,
    colleaguePage({
      questions: { bounds: limited, sites },
      catalogue,
      formId,
      typed,
      errors: { email: say('platform.fields.email'), sites: say('portal-users.colleagues.chooseSites') },
    }).model,
    colleaguePage({ questions: { bounds, sites }, catalogue, row: invited, behind: true }).model,
  ],
  why: whySamples({ person, invited, sites, catalogue }),
  'portal-access': [
    portalAccessPage({ ...input, added: formId }).model,
    portalAccessPage({ ...input, people: [], kept: { ...kept, portalEnabled: false } }).model,
    portalAccessPage({
      ...input,
      again: {
        answers,
        shown: '{}',
        people: 'ann@thames.example\nbroken@, ruth@marlow-waste.example',
        send: false,
        errors: { people: say('portal-users.people.refused', { count: 2 }) },
        faults: [
          { typed: 'broken@', fault: say('portal-users.people.badEmail', { typed: 'broken@' }) },
          { typed: 'ruth', fault: say('identity.login.staff', { email: 'ruth@marlow-waste.example' }) },
        ],
        status: 422,
      },
    }).model,
    portalAccessPage({
      ...input,
      viewer: { ...officeViewer, staffPermissions: new Set(['customers.read']) },
      again: {
        answers,
        shown: '{}',
        people: '',
        send: true,
        errors: { 'sections.jobs': say('platform.behind.off', { name: 'Jobs' }) },
        status: 409,
      },
    }).model,
  ],
  'account-people': [
    accountPeople(sampleAccount, people, officeViewer, { formId, text: '', send: true }).model,
    accountPeople(sampleAccount, [], officeViewer, {
      formId,
      text: 'broken@',
      send: false,
      errors: { people: say('portal-users.people.refused', { count: 1 }) },
      faults: [{ typed: 'broken@', fault: say('portal-users.people.badEmail', { typed: 'broken@' }) }],
    }).model,
  ],
  off: [
    offPage({ ...off, off: { portal: false, customer: true, consolidated: true }, saving: true }).model,
    offPage({ ...off, off: { portal: true, customer: true, consolidated: false }, saving: true }).model,
    offPage({
      ...off,
      viewer: { ...officeViewer, staffPermissions: new Set(['access.write']) },
      off: { portal: true, customer: false, consolidated: false },
      saving: true,
    }).model,
    offPage({ ...off, off: { portal: false, customer: true, consolidated: false }, saving: false }).model,
  ],
  address: [
    addressPage({
      ...person,
      active: false,
      acceptedAt: null,
      bouncedAt: now,
      bounceReason: 'No such mailbox',
    }).model,
    addressPage(person, { email: 'dev@', errors: { email: say('platform.fields.email') } }).model,
  ],
  person: [
    personPage({
      row: { ...person, everySite: false },
      questions: ofAccount,
      catalogue,
      viewer: officeViewer,
      write: String,
      now,
    }).model,
    personPage({ row: person, questions, catalogue, viewer: officeViewer, write: String, now }).model,
    personPage({
      row: people[3] as PersonRow,
      questions: { customers: [], sites: [], permissions: [], available: new Set<string>() },
      catalogue,
      viewer: officeViewer,
      write: String,
      now,
    }).model,
    personPage({
      row: { ...invited, everySite: false },
      questions,
      catalogue,
      viewer: officeViewer,
      write: String,
      now,
      again: {
        answers: personAnswers({ ...invited, everySite: false }, questions),
        shown: '{}',
        errors: { sites: say('portal-users.person.chooseSites') },
        status: 422,
      },
    }).model,
  ],
});
