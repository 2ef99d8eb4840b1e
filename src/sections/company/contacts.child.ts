import { CONTACTS, LONGEST } from '../../customers/contacts/contacts.js';
import { field } from '../engine/field.js';
import type { Child } from '../engine/section.js';

/** People of a customer or a site beyond the first, as systems write them. */
export const contactsOf = (table: string, rootColumn: string): Child => ({
  name: CONTACTS.name,
  table,
  rootColumn,
  parentColumn: rootColumn,
  most: CONTACTS.most,
  fields: CONTACTS.fields.map((name) =>
    field.text(name, {
      longest: LONGEST[name],
      ...(name === 'name' ? { required: true } : {}),
      ...(name === 'email' || name === 'phone' ? { reaches: name } : {}),
    }),
  ),
});
