import { isAddress } from '../../mail/addresses.js';
import { Invalid, say, type Text } from '../../platform/errors.js';
import { isBlankRow, rowField, sentRows, type FormRow, type RowList } from '../../platform/http/form-rows.js';
import { PHONE, POSTCODE } from '../../platform/reachable.js';
import { ADDRESS_KINDS, ADDRESSES, CONTACTS, LONGEST, type Contacts } from './contacts.js';

type Sent = Readonly<Record<string, unknown>>;

/** The form as it was typed, whatever it holds. */
export const typedContacts = (sent: Sent): Contacts => ({
  contacts: sentRows(CONTACTS, sent),
  addresses: sentRows(ADDRESSES, sent),
});

const REACHED: Readonly<Record<string, (text: string) => boolean>> = {
  email: isAddress,
  phone: (text) => PHONE.test(text),
  postcode: (text) => POSTCODE.test(text),
};

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
      for (const [field, isRight] of Object.entries(REACHED)) {
        const value = row[field];
        const stands = stood[list.name as keyof Contacts].some((one: FormRow) => one[field] === value);
        if (value && !stands && !isRight(value))
          faults[rowField(list, index, field)] = say(`platform.fields.${field}`);
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
