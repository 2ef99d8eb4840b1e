import { ADDRESS_KINDS, ADDRESSES, LONGEST } from '../../customers/contacts/contacts.js';
import { field } from '../engine/field.js';
import type { Child, RecordKind } from '../engine/section.js';
import { contactsOf } from './contacts.child.js';

const addresses: Child = {
  name: ADDRESSES.name,
  table: 'customer_addresses',
  rootColumn: 'customer_id',
  parentColumn: 'customer_id',
  most: ADDRESSES.most,
  fields: [
    field.choice('kind', ADDRESS_KINDS),
    field.text('name', { longest: LONGEST.name }),
    field.text('address', { required: true, longest: LONGEST.address }),
    field.text('postcode', { longest: LONGEST.postcode }),
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
    // As long as staff may write them.
    field.text('address', { longest: 1000 }),
    field.text('postcode', { longest: 20 }),
    field.text('invoicingAddress', { longest: 1000 }),
    field.text('sicCode', { longest: 50 }),
    field.text('vatNumber', { longest: 50 }),
    field.text('accountManager', { longest: 200 }),
    field.text('accountManagerPhone', { longest: 50 }),
    field.text('accountManagerEmail', { longest: 320 }),
  ],
  children: [contactsOf('customer_contacts', 'customer_id'), addresses],
};
