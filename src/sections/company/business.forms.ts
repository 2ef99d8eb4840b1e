import { REACHED, WAYS } from '../../mail/reached.js';
import { Invalid, say, type Text } from '../../platform/errors.js';
import { isBlankRow, rowField, sentRows, sentText, type RowList } from '../../platform/http/form-rows.js';
import { readTypedMoney } from '../../platform/http/typed-money.js';
import { OFFICIAL_NUMBERS } from '../../platform/official-numbers.js';
import { minorDigits } from '../../platform/pages/formats.js';
import { isLikelyDay, readDay } from '../../platform/calendar.js';
import { decimal } from '../../platform/pages/rounding.js';
import {
  isLicenceNumber,
  REGULATORS,
  type LicenceKind,
  type Regulator,
} from '../licences/licence-numbers.js';
import {
  BUSINESS_FIELDS,
  INSURANCES,
  REGISTRATION_KINDS,
  REGISTRATIONS,
  type Business,
  type BusinessField,
} from './business.js';

type Sent = Readonly<Record<string, unknown>>;
type Faults = Record<string, Text>;

const LONGEST: Readonly<Partial<Record<BusinessField, number>>> = { address: 1000, postcode: 20, email: 320 };

const { vatNumber, companyNumber } = OFFICIAL_NUMBERS;
const CHECKED = [
  ...WAYS.map((way) => [way, REACHED[way]] as const),
  ['vatNumber', vatNumber] as const,
  ['companyNumber', companyNumber] as const,
];

/** The form as it was typed, whatever it holds; a refused one is shown again with it. */
export const typedBusiness = (sent: Sent): Business => ({
  facts: Object.fromEntries(
    BUSINESS_FIELDS.map((field) => [field, sentText(sent[field])]),
  ) as Business['facts'],
  registrations: sentRows(REGISTRATIONS, sent),
  insurances: sentRows(INSURANCES, sent).map((row) => ({ ...row, currency: '' })),
});

/** A registration or an insurance lasts until a day, one that is likely. */
function wrongDay(day: string, wrong: (field: string, key: string) => void): void {
  if (/^\d{4}-/.test(day) && !isLikelyDay(day)) wrong('validTo', 'sections.form.wrong.year');
  else if (day && !readDay(day)) wrong('validTo', 'company.business.wrong.day');
}

/**
 * Reads and checks what the form sent. Rows that stand empty are left out.
 * @param stood what stands there: a number or an address that was written before there was anything to check is believed
 * @param usual the organisation's currency, in which the cover of an insurance is where no other is named
 * @throws Invalid with every fault at its field
 */
export function readBusiness(sent: Sent, usual: string, stood: Business): Business {
  const typed = typedBusiness(sent);
  const faults: Faults = {};
  for (const field of BUSINESS_FIELDS)
    if (typed.facts[field].length > (LONGEST[field] ?? 200)) faults[field] = say('platform.fields.tooLong');
  for (const [name, isOne] of CHECKED) {
    const value = typed.facts[name];
    if (value && value !== stood.facts[name] && !isOne(value)) faults[name] = say(`platform.fields.${name}`);
  }
  const filled = <Row extends Readonly<Record<string, string>>>(
    list: RowList,
    rows: readonly Row[],
    read: (row: Row, wrong: (field: string, key: string) => void) => Row,
  ): Row[] =>
    rows.flatMap((row, index) => {
      const own = Object.fromEntries(list.fields.map((field) => [field, row[field] ?? '']));
      if (isBlankRow({ ...own, kind: '', regulator: '' })) return [];
      return [read(row, (field, key) => void (faults[rowField(list, index, field)] = say(key)))];
    });
  const registrations = filled(REGISTRATIONS, typed.registrations, (row, wrong) => {
    const { kind, number, regulator, validTo } = row;
    if (!REGISTRATION_KINDS.some((one) => one === kind)) wrong('kind', 'company.business.wrong.kind');
    else if (!number) wrong('number', 'platform.fields.required');
    else if (
      !stood.registrations.some((one) => one.kind === kind && one.number === number) &&
      !isLicenceNumber(kind as LicenceKind, regulator as Regulator, number)
    )
      wrong('number', `licences.wrong.number.${kind}`);
    if (number.length > 100) wrong('number', 'platform.fields.tooLong');
    if (!REGULATORS.some((one) => one === regulator)) wrong('regulator', 'platform.fields.invalid');
    wrongDay(validTo, wrong);
    return row;
  });
  const insurances = filled(INSURANCES, typed.insurances, (row, wrong) => {
    for (const field of ['cover', 'insurer'] as const)
      if (!row[field]) wrong(field, 'platform.fields.required');
    for (const field of ['cover', 'insurer', 'policyNumber'] as const)
      if (row[field].length > 200) wrong(field, 'platform.fields.tooLong');
    wrongDay(row.validTo, wrong);
    if (row.amount === '') return { ...row, currency: '' };
    const money = readTypedMoney(row.amount, usual);
    if ('amount' in money && money.amount >= 0)
      return { ...row, ...money, amount: fromMinorUnits(String(money.amount), money.currency) };
    const named =
      'fault' in money && money.fault !== 'amount' ? `sections.form.wrong.${money.fault}` : undefined;
    wrong('amount', named ?? 'company.business.wrong.amount');
    return row;
  });
  if (Object.keys(faults).length > 0) throw new Invalid(faults);
  return { facts: typed.facts, registrations, insurances };
}

/** Minor units of an amount as the form keeps it. */
export const inMinorUnits = (amount: string, currency: string): string | null => {
  if (amount === '') return null;
  const [whole = '', decimals = ''] = amount.split('.');
  return String(BigInt(whole + decimals.padEnd(minorDigits(currency), '0')));
};

/** The same the other way round. */
export function fromMinorUnits(minor: string | null, currency: string): string {
  if (minor === null) return '';
  return decimal(BigInt(minor), minorDigits(currency)).replace(/\.0+$/, '');
}
