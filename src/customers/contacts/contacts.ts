import { rowAnswers, type FormRow, type RowList } from '../../platform/http/form-rows.js';

export const CONTACTS = {
  name: 'contacts',
  fields: ['name', 'role', 'phone', 'email'],
  most: 20,
} as const satisfies RowList;
export const ADDRESSES = {
  name: 'addresses',
  fields: ['kind', 'name', 'address', 'postcode'],
  most: 20,
} as const satisfies RowList;
/** The most letters that a field of theirs has. */
export const LONGEST = { name: 200, role: 200, phone: 50, email: 320, address: 500, postcode: 20 } as const;
export const ADDRESS_KINDS = ['invoicing', 'trading', 'registered', 'other'] as const;

/** People and addresses of a customer beyond the first of each, in their order. */
export interface Contacts {
  readonly contacts: readonly FormRow<(typeof CONTACTS.fields)[number]>[];
  readonly addresses: readonly FormRow<(typeof ADDRESSES.fields)[number]>[];
}

/** SQL that reads those of the customer `$1`, in their order. */
export const contactsSql = ({ name, fields }: RowList): string =>
  `select ${fields.join(', ')} from customer_${name} where customer_id = $1 order by position`;

/** The same as the answers of its form. */
export const contactAnswers = ({ contacts, addresses }: Contacts): Record<string, string> => ({
  ...rowAnswers(CONTACTS, contacts),
  ...rowAnswers(ADDRESSES, addresses),
});
