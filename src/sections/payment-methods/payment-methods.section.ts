import { say } from '../../platform/errors.js';
import { field, type Field } from '../engine/field.js';
import type { ListAbove } from '../engine/list.above.js';
import { factsOf } from '../engine/record.blocks.js';
import type { Section } from '../engine/section.js';
import { billingTabs } from '../invoices/billing.tabs.js';
import { staffAutoPayHref } from './auto-pay.links.js';
import { expirySql, methodStatus } from './expiry.js';

const FEW_DIGITS = {
  pattern: /^\D*(\d\D*){0,4}$/,
  example: 'Visa',
  wrong: 'payment-methods.wrong.number',
};
const LAST_FOUR = { pattern: /^\d{4}$/, example: '4242', wrong: 'payment-methods.wrong.lastFour' };
const MONTH = {
  pattern: /^\d{4}-(0[1-9]|1[0-2])$/,
  example: '2027-04',
  wrong: 'payment-methods.wrong.expiry',
  // As cards and lists write it.
  kept: (text: string) => text.replace(/^(\d{2})\/(\d{4})$/, '$2-$1'),
};

const shown: readonly Field[] = [
  field.reference(),
  field.customer(),
  field.text('brand', { required: true, longest: 50, list: 'telling', shape: FEW_DIGITS }),
  field.text('lastFour', { required: true, longest: 4, list: 'telling', shape: LAST_FOUR }),
];
const expiry = field.text('expiry', { longest: 7, list: 'shown', shape: MONTH });
const read: readonly Field[] = [
  ...shown,
  { ...expiry, derived: expirySql('r') },
  methodStatus,
  field.yesNo('autoPay', {
    list: 'shown',
    derived:
      '(exists (select from auto_pays a where a.payment_method_id = r.id and a.customer_id = r.customer_id))',
  }),
];

/** Above the methods of one customer the office finds where it is turned on, moved and turned off. */
const autoPayLink: ListAbove = {
  room: 'admin',
  narrowed: true,
  when: ({ customer }) => customer !== undefined,
  sql: (conditions) => `select true as any from payment_methods r where ${conditions.join(' and ')} limit 1`,
  block: (_, __, { customer = '' }) => ({
    kind: 'links',
    title: say('auto-pay.title'),
    links: [{ label: say('auto-pay.office.link'), href: staffAutoPayHref({ id: customer }) }],
  }),
};

/**
 * How a customer pays: the brand, the last four digits and until when. Whoever sends more digits is refused.
 * Nobody writes it by hand: only whoever takes the payments knows a method, and a made-up one could be chosen for auto-pay.
 */
export const paymentMethods: Section = {
  key: 'payment-methods',
  permission: 'invoices',
  collection: 'payment-methods',
  kinds: [
    {
      key: 'payment-methods',
      permission: 'invoices',
      collection: 'payment-methods',
      table: 'payment_methods',
      fields: [...shown, expiry],
      keepsNoCards: 'reference too',
    },
  ],
  table: 'payment_methods',
  siteColumn: 'site_id',
  sorting: { field: 'reference', descending: false },
  fields: read,
  tabs: billingTabs,
  above: [autoPayLink],
  page: {
    title: ({ values }) =>
      say('payment-methods.recordTitle', {
        brand: String(values['brand']),
        lastFour: String(values['lastFour']),
      }),
    actions: ({ customerId }, { room }) =>
      room === 'admin' && customerId
        ? [{ label: say('auto-pay.office.link'), href: staffAutoPayHref({ id: customerId }) }]
        : [],
    blocks: (record) => [
      factsOf(
        { key: 'payment-methods', fields: read },
        record,
      )(['reference', 'brand', 'lastFour', 'expiry', 'status', 'autoPay']),
    ],
  },
};
