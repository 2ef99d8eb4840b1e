import { isAddress } from '../../mail/addresses.js';
import { Invalid, say, type Text } from '../../platform/errors.js';
import { isBlankRow, rowField, sentRows, type FormRow, type RowList } from '../../platform/http/form-rows.js';
import { ADDRESS_KINDS, ADDRESSES, CONTACTS, LONGEST, type Contacts } from './contacts.js';

type Sent = Readonly<Record<string, unknown>>;

/** The form as it was typed, whatever it holds. */
export const typedContacts = (sent: Sent): Contacts => ({
  contacts: sentRows(CONTACTS, sent),
  addresses: sentRows(ADDRESSES, sent),
});

/**
 * Reads and checks what the form sent. Rows that stand empty are left out; a kind alone makes no address.
 * @throws Invalid with every fault at its field
 */
export function readContacts(sent: Sent): Contacts {
  const typed = typedContacts(sent);
  const faults: Record<string, Text> = {};
  const filled = <Row extends FormRow>(list: RowList, rows: readonly Row[], needed: string): Row[] =>
    rows.filter((row, index) => {
      if (isBlankRow({ ...row, kind: '' })) return false;
      if (!row[needed]) faults[rowField(list, index, needed)] = say('platform.fields.required');
      for (const [field, value] of Object.entries(row))
        if (field in LONGEST && value.length > LONGEST[field as keyof typeof LONGEST])
          faults[rowField(list, index, field)] = say('platform.fields.tooLong');
      if (row['email'] && !isAddress(row['email']))
        faults[rowField(list, index, 'email')] = say('platform.fields.email');
      return true;
    });
  const contacts = filled(CONTACTS, typed.contacts, 'name');
  const addresses = filled(ADDRESSES, typed.addresses, 'address').map((row) => ({
    ...row,
    kind: ADDRESS_KINDS.find((kind) => kind === row.kind) ?? ADDRESS_KINDS[0],
  }));
  if (Object.keys(faults).length > 0) throw new Invalid(faults);
  return { contacts, addresses };
}
