import { parseForm } from '../platform/http/forms.js';
import { PHONE, POSTCODE } from '../platform/reachable.js';
import { IsEmail, IsNotEmpty, IsString, Matches, MaxLength, ValidateBy, ValidateIf } from 'class-validator';
import { OFFICIAL_NUMBERS } from '../platform/official-numbers.js';

const optional = (name: string) => ValidateIf((form: Record<string, unknown>) => form[name] !== '');

const Official = (name: 'sicCode' | 'vatNumber') =>
  ValidateBy(
    { name, validator: { validate: (text: unknown) => OFFICIAL_NUMBERS[name](String(text)) } },
    { message: `platform.fields.${name}` },
  );

/** What the office writes down about a customer. Everything but reference and name may stay empty. */
export class CustomerForm {
  @IsNotEmpty({ message: 'customers.form.referenceNeeded' })
  @MaxLength(200, { message: 'customers.form.referenceLong' })
  @Matches(/^\P{C}*$/u, { message: 'customers.form.referenceSigns' })
  reference: string = '';

  @IsNotEmpty({ message: 'customers.form.nameNeeded' })
  @MaxLength(200)
  name: string = '';

  @IsString()
  @MaxLength(200)
  tradingName: string = '';

  @IsString()
  @MaxLength(200)
  contactName: string = '';

  @optional('email')
  @IsEmail({}, { message: 'platform.fields.email' })
  @MaxLength(320)
  email: string = '';

  @optional('phone')
  @Matches(PHONE, { message: 'platform.fields.phone' })
  @MaxLength(50)
  phone: string = '';

  @IsString()
  @MaxLength(1000)
  address: string = '';

  @optional('postcode')
  @Matches(POSTCODE, { message: 'platform.fields.postcode' })
  @MaxLength(20)
  postcode: string = '';

  @IsString()
  @MaxLength(1000)
  invoicingAddress: string = '';

  @optional('sicCode')
  @Official('sicCode')
  @MaxLength(50)
  sicCode: string = '';

  @optional('vatNumber')
  @Official('vatNumber')
  @MaxLength(50)
  vatNumber: string = '';

  @IsString()
  @MaxLength(200)
  accountManager: string = '';

  @optional('accountManagerPhone')
  @Matches(PHONE, { message: 'platform.fields.phone' })
  @MaxLength(50)
  accountManagerPhone: string = '';

  @optional('accountManagerEmail')
  @IsEmail({}, { message: 'platform.fields.email' })
  @MaxLength(320)
  accountManagerEmail: string = '';
}

/** The fields in the order in which the form shows them. */
export const CUSTOMER_FIELDS = [
  'reference',
  'name',
  'tradingName',
  'contactName',
  'email',
  'phone',
  'address',
  'postcode',
  'invoicingAddress',
  'sicCode',
  'vatNumber',
  'accountManager',
  'accountManagerPhone',
  'accountManagerEmail',
] as const;
export type CustomerField = (typeof CUSTOMER_FIELDS)[number];

/** A customer's fields, every one a text; nothing known is empty. */
export type CustomerFields = Readonly<Record<CustomerField, string>>;

/** The fields alone: the line ends that browsers send made one, and without a sign that Postgres cannot keep. */
export const formFields = (form: CustomerFields): CustomerFields =>
  Object.fromEntries(
    CUSTOMER_FIELDS.map((field) => [field, form[field].replaceAll('\r\n', '\n').replaceAll('\0', '')]),
  ) as CustomerFields;

/** How somebody is reached, and official numbers. What a system has brought of it is believed, whatever it looks like. */
const CHECKED = [
  'email',
  'phone',
  'postcode',
  'sicCode',
  'vatNumber',
  'accountManagerPhone',
  'accountManagerEmail',
] as const;

/**
 * Reads and checks the form of a customer.
 * @param stood the customer as it stands, where it is changed
 * @throws Invalid with a sentence for each field at fault
 */
export async function readCustomer(
  sent: Readonly<Record<string, unknown>>,
  stood?: CustomerFields,
): Promise<CustomerFields> {
  const believed = CHECKED.filter((field) => stood?.[field] && sent[field] === stood[field]);
  const pick = (value: (field: CustomerField) => string) =>
    Object.fromEntries(believed.map((field) => [field, value(field)]));
  const form = await parseForm(CustomerForm, { ...sent, ...pick(() => '') });
  return { ...formFields(form), ...pick((field) => stood?.[field] ?? '') };
}

/** What was typed, as far as it is text: a refused form shows it again. */
export const typedFields = (sent: Readonly<Record<string, unknown>>): CustomerFields =>
  Object.fromEntries(
    CUSTOMER_FIELDS.map((field) => [field, typeof sent[field] === 'string' ? sent[field] : '']),
  ) as CustomerFields;

/** The fields as a form had shown them, out of its hidden field; undefined when somebody made them up. */
export function shownFields(packed: unknown): CustomerFields | undefined {
  try {
    const shown: unknown = JSON.parse(String(packed));
    return shown && typeof shown === 'object' ? typedFields(shown as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

/**
 * What a form that is behind shows: a field somebody else changed and this person did not is as it stands now, the rest
 * is as typed.
 */
export function meeting(
  shown: CustomerFields | undefined,
  now: CustomerFields,
  typed: CustomerFields,
): { readonly fields: CustomerFields; readonly moved: readonly CustomerField[] } {
  const untouched = (field: CustomerField) => shown?.[field] === typed[field];
  return {
    fields: Object.fromEntries(
      CUSTOMER_FIELDS.map((field) => [field, untouched(field) ? now[field] : typed[field]]),
    ) as CustomerFields,
    moved: CUSTOMER_FIELDS.filter((field) => now[field] !== (shown ?? typed)[field]),
  };
}
