import { PermissionCatalogue } from '../../../src/access/catalogue.js';
import { say, type Text } from '../../../src/platform/errors.js';
import { readMessages, Words } from '../../../src/platform/pages/words.js';
import { organisationPage, type OrganisationInput } from '../../../src/settings/organisation.view.js';
import { answersOf, type PortalSettings } from '../../../src/settings/portal-settings.js';
import { portalSettingsPage, type PortalSettingsInput } from '../../../src/settings/portal-settings.view.js';
import { bulkPreview } from '../../../src/settings/bulk-change.view.js';
import { setUpPage } from '../../../src/settings/set-up.view.js';
import { securityPage } from '../../../src/settings/security.view.js';
import { managersSettingPage } from '../../../src/settings/managers.view.js';
import { samplesOf } from './samples.js';

/** Sections as a waste operator has them. */
const sections: readonly (readonly [key: string, name: string, help: string, needs?: readonly string[]])[] = [
  ['company', 'Company details', 'Their own details, contacts and invoicing addresses.'],
  ['company.business', 'Show Company Details', 'Your own address, registrations and contacts.', ['company']],
  ['sites', 'Sites', 'Their sites with address, account number and contact, a page each.'],
  [
    'jobs',
    'Jobs',
    'Collections with date, site, status, containers and what was taken: codes, weights and where it went.',
  ],
  [
    'invoices',
    'Invoices',
    'Invoices, credit notes, payments and payment methods, with a statement.',
    ['money'],
  ],
  [
    'documents',
    'Documents',
    'Transfer and consignment notes, licences and certificates marked for customers.',
  ],
  ['reporting', 'Reporting', 'Charts of completed jobs.'],
  ['reporting.volumes', 'Volumes', 'Tonnes by month and site.', ['reporting']],
  ['reporting.costs', 'Costs', 'What was spent, by month and site.', ['reporting', 'money']],
  ['exports', 'Data export', 'Every list as a spreadsheet, and everything as one download.'],
  ['money', 'Financial details', 'Prices and costs wherever they stand.'],
];
const catalogue = new PermissionCatalogue(
  sections.map(([key, , , needs]) => ({ key, words: `sample.${key}`, ...(needs ? { needs } : {}) })),
);
const spoken = new Map(
  sections.flatMap(([key, name, help]) => [
    [`sample.${key}.name`, name],
    [`sample.${key}.help`, help],
  ]),
);
const words = new Words(readMessages('messages/en'));
const write = (text: Text | string) => {
  const { key, otherwise = key } = typeof text === 'string' ? say(text) : text;
  return spoken.get(key) ?? spoken.get(otherwise) ?? words.say(text);
};

const settings: PortalSettings = {
  enabled: true,
  sections: Object.fromEntries(
    sections.map(([key], index) => [key, { available: index !== 8, default: index !== 4 }]),
  ),
  allowAutoPayDeactivation: false,
  autoPayMessage: '',
};
const standing = {
  customers: 30,
  on: new Map(sections.map(([key]) => [key, key === 'documents' ? 12 : 30])),
};
const warnings = [say('settings.warnings.linksToLocalhost', { address: 'http://localhost:3000' })];
const portal = (more: Partial<PortalSettingsInput>, of = catalogue) =>
  portalSettingsPage({ settings, version: 3, warnings: [], standing, trade: 'waste', ...more }, of, write)
    .model;
const behind = {
  text: say('platform.behind.notice.who', { who: 'Colin Acme' }),
  at: new Date('2026-03-04T14:05:00Z'),
};

const at = new Date('2026-03-04T14:05:00Z');
const acme: OrganisationInput = {
  kept: {
    organisation: {
      name: 'Acme Waste Ltd',
      portalName: 'Acme online',
      colour: '#1f6f5c',
      phone: '01632 960 001',
      email: 'office@acme.example',
      replyAddress: '',
      timeZone: 'Europe/London',
      currency: 'GBP',
    },
    logo: { file: '01900000-0000-7000-8000-00000000f001', type: 'image/png' },
    version: 7,
  },
  warnings: [],
  testMail: {
    to: 'maya@acme.example',
    latest: {
      recipient: 'maya@acme.example',
      state: 'failed',
      answer: '550 5.7.1 Relaying denied for portal@acme.example',
      at,
    },
  },
};
const company = (more: Partial<OrganisationInput>) => organisationPage({ ...acme, ...more }).model;

const preview = {
  permission: 'jobs',
  name: 'Jobs',
  value: false,
  available: true,
  isDefault: false,
  atWork: undefined,
};

export const samples = samplesOf({
  managers: [
    managersSettingPage({ on: true, managers: 2 }).model,
    managersSettingPage({ on: false, managers: 0 }).model,
  ],
  security: [
    securityPage({ staffNeedTwoStep: true, staff: 3, having: 2 }).model,
    securityPage({ staffNeedTwoStep: false, staff: 1, having: 0 }).model,
  ],
  'bulk-change': [
    bulkPreview({ ...preview, counts: { customers: 30, differing: 28, byHand: 5 } }).model,
    bulkPreview({
      ...preview,
      atWork: '/admin/operations/1',
      counts: { customers: 30, differing: 30, byHand: 0 },
    }).model,
    bulkPreview({
      ...preview,
      value: true,
      available: false,
      counts: { customers: 1, differing: 0, byHand: 0 },
    }).model,
  ],
  'bulk-nothing': [
    bulkPreview({ ...preview, isDefault: true, counts: { customers: 30, differing: 0, byHand: 0 } }).model,
  ],
  'customer-portal': [
    portal({}),
    portal({
      warnings,
      behind,
      answers: { ...answersOf(settings), 'available.jobs': false },
      errors: {
        'available.jobs': say('platform.behind.off', { name: 'Jobs: available in the portal' }),
        autoPayMessage: say('platform.behind.emptied', { name: 'Your message' }),
      },
    }),
    portal({}, new PermissionCatalogue([])),
  ],
  organisation: [
    company({}),
    company({
      warnings,
      kept: { ...acme.kept, logo: undefined },
      testMail: { to: 'maya@acme.example', latest: undefined },
      errors: { logo: say('settings.logo.wrongType'), phone: say('settings.organisation.phoneWrong') },
    }),
    company({
      behind,
      testMail: {
        to: 'maya@acme.example',
        latest: { recipient: 'maya@acme.example', state: 'queued', answer: '', at: new Date() },
      },
    }),
  ],
  'set-up': [
    setUpPage({}).model,
    setUpPage({ code: 'AAAA', name: 'Maya' }, { code: say('settings.setUp.codeWrong') }).model,
  ],
});
