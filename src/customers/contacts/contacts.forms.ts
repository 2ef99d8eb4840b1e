import { REACHED, WAYS } from '../../mail/reached.js';
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
 * @param stood what stands there: how somebody is reached that a system has brought is believed, whatever it looks like
 * @throws Invalid with every fault at its field
 */
export function readContacts(sent: Sent, stood: Contacts): Contacts {
  const typed = typedContacts(sent);
  const faults: Record<string, Text> = {};
  const filled = <Row extends FormRow>(list: RowList, rows: readonly Row[], needed: string): Row[] =>
    rows.filter((row, index) => {
      if (isBlankRow({ ...row, kind: '' })) return false;
      if (!row[needed]) faults[rowField(list, index, needed)] = say('platform.fields.required');
      for (const [field, value] of Object.entries(row))
        if (field in LONGEST && value.length > LONGEST[field as keyof typeof LONGEST])
          faults[rowField(list, index, field)] = say('platform.fields.tooLong');
      for (const way of WAYS) {
        const value = row[way];
        const stands = stood[list.name as keyof Contacts].some((one: FormRow) => one[way] === value);
        if (value && !stands && !REACHED[way](value))
          faults[rowField(list, index, way)] = say(`platform.fields.${way}`);
      }
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
