import { ADDRESS_KINDS } from '../../customers/contacts/contacts.js';
import { field } from '../engine/field.js';
import type { Child, RecordKind } from '../engine/section.js';

const contacts: Child = {
  name: 'contacts',
  table: 'customer_contacts',
  rootColumn: 'customer_id',
  parentColumn: 'customer_id',
  most: 20,
  fields: [
    field.text('name', { required: true, longest: 200 }),
    field.text('role', { longest: 200 }),
    field.text('phone', { longest: 50 }),
    field.text('email', { longest: 320 }),
  ],
};

const addresses: Child = {
  name: 'addresses',
  table: 'customer_addresses',
  rootColumn: 'customer_id',
  parentColumn: 'customer_id',
  most: 20,
  fields: [
    field.choice('kind', ADDRESS_KINDS),
    field.text('name', { longest: 200 }),
    field.text('address', { required: true }),
    field.text('postcode', { longest: 20 }),
  ],
};

/** A customer as systems write it: the record behind the section `company`. */
export const customers: RecordKind & { readonly children: readonly Child[] } = {
  key: 'company',
  collection: 'customers',
  table: 'customers',
  fields: [
    field.reference(),
    field.text('name', { required: true, longest: 200 }),
    field.text('tradingName', { longest: 200 }),
    field.text('contactName', { longest: 200 }),
    field.text('email', { longest: 320 }),
    field.text('phone', { longest: 50 }),
    field.text('address'),
    field.text('postcode', { longest: 20 }),
    field.text('invoicingAddress'),
    field.text('sicCode', { longest: 10 }),
    field.text('vatNumber', { longest: 30 }),
    field.text('accountManager', { longest: 200 }),
    field.text('accountManagerPhone', { longest: 50 }),
    field.text('accountManagerEmail', { longest: 320 }),
  ],
  children: [contacts, addresses],
};
