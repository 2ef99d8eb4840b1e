import { say } from '../../../src/platform/errors.js';
import { CustomerPages } from '../../../src/customers/customer-pages.js';
import type { Customer } from '../../../src/customers/customer.entity.js';
import { CUSTOMERS, customersList } from '../../../src/customers/customers-list.view.js';
import { fieldsOf } from '../../../src/customers/customers.service.js';
import {
  customerDetails,
  editCustomerForm,
  newCustomerForm,
  NO_FIELDS,
} from '../../../src/customers/customers.view.js';
import { contactsPage } from '../../../src/customers/contacts/contacts.view.js';
import { visitor } from '../../../src/access/viewer.js';
import { accountCustomerSamples } from './accounts.js';
import { openedList, samplesOf } from './samples.js';

export const officeViewer = {
  ...visitor('127.0.0.1'),
  kind: 'staff',
  staffPermissions: new Set(['*']),
} as const;

export const sampleCustomer: Customer = {
  id: '01900000-0000-7000-8000-00000000c001',
  reference: 'C-1042',
  name: 'Thames Valley Hotels Group Ltd',
  nameKey: 'thames valley hotels group ltd',
  tradingName: 'Thames Hotels',
  contactName: 'Dev Anand',
  email: 'dev.anand@thames-valley-hotels.example',
  phone: '01491 555 0121',
  address: '14 Hart Street\nHenley-on-Thames',
  postcode: 'RG9 2AU',
  invoicingAddress: '',
  sicCode: '55100',
  vatNumber: 'GB 123 4567 89',
  accountManager: 'Ruth Bailey',
  accountManagerPhone: '01628 555 0142',
  accountManagerEmail: '',
  portalEnabled: true,
  version: 4,
  createdAt: new Date('2025-03-04T14:05:00Z'),
  updatedAt: new Date('2026-03-04T14:05:00Z'),
  changedIn: '1000',
  deletedAt: null,
};

const sampleContacts = {
  contacts: [{ name: 'Ruth Bailey', role: 'Facilities', phone: '', email: 'ruth@acme.example' }],
  addresses: [{ kind: 'invoicing', name: 'Accounts', address: '1 Hart Street', postcode: 'RG9 2AU' }],
};

/** A customer's page with its tabs, as the folders to the right fill it. */
export const samplePages = new CustomerPages();
samplePages.addTab(
  {
    key: 'details',
    label: say('customers.tabs.details'),
    order: 10,
    href: ({ id }) => `/admin/customers/${id}`,
  },
  {
    key: 'portal-access',
    label: say('portal-users.tab'),
    order: 30,
    href: ({ id }) => `/admin/customers/${id}/portal-access`,
  },
);

const head = samplePages.head(sampleCustomer, officeViewer, 'details');
const query = (sent: Record<string, string>) => openedList(CUSTOMERS, sent);
const rows = ['Thames Valley Hotels Group Ltd', 'Cask & Co', 'Langley Fabrication Works'].map(
  (name, index) => ({
    ...sampleCustomer,
    id: `01900000-0000-7000-8000-00000000c00${index}`,
    reference: `C-${1042 + index}`,
    name,
    people: 3 - index,
    portalEnabled: index < 2,
    place: name,
  }),
);
const typed = fieldsOf({ ...sampleCustomer, phone: '01491 555 0199', email: 'dev' });

export const listSamples = [
  customersList(
    officeViewer,
    query({ portal: 'on', columns: 'reference,name,email,portal' }),
    { found: 214, withPortal: 12 },
    {
      rows,
      before: 'b',
      after: 'a',
    },
  ),
  customersList(
    officeViewer,
    query({}),
    { found: 0, withPortal: 0 },
    {
      rows: [],
      before: undefined,
      after: undefined,
    },
  ),
  customersList(
    officeViewer,
    query({ q: 'Nobody' }),
    { found: 0, withPortal: 0 },
    {
      rows: [],
      before: undefined,
      after: undefined,
    },
  ),
];

export const samples = samplesOf({
  details: customerDetails(sampleCustomer, head, true),
  contacts: [
    contactsPage(head, { now: sampleContacts, action: '/x', mayChange: true }),
    contactsPage(head, { now: sampleContacts, action: '/x', mayChange: false }),
    contactsPage(head, { now: { contacts: [], addresses: [] }, action: '/x', mayChange: false }),
    contactsPage(head, {
      now: sampleContacts,
      action: '/x',
      mayChange: true,
      errors: { 'contacts-0-email': say('platform.fields.email') },
      behind: {
        text: say('platform.behind.notice.who', { who: 'Ruth Bailey' }),
        at: new Date('2026-03-04T14:05:00Z'),
      },
    }),
  ],
  'account-customers': accountCustomerSamples,
  form: [
    newCustomerForm(sampleCustomer.id, { typed: NO_FIELDS }),
    editCustomerForm(sampleCustomer, typed, { typed, errors: { email: say('platform.fields.email') } }),
    editCustomerForm(sampleCustomer, typed, {
      typed,
      gone: {
        text: say('platform.behind.deleted.unknown'),
        at: null,
        wayBack: '/admin/customers/x/restoration',
      },
    }),
    editCustomerForm(
      sampleCustomer,
      typed,
      { typed },
      {
        notice: { text: say('platform.behind.notice.you'), at: new Date('2026-03-04T14:05:00Z') },
        fields: ['phone', 'email'],
        before: typed,
      },
    ),
  ],
});
