import type { FormRow, RowList } from '../../platform/http/form-rows.js';
import { rowAnswers } from '../../platform/http/form-rows.js';

/** What customers may read of the business itself, in the order of the page. */
export const BUSINESS_FIELDS = [
  'registeredName',
  'tradingName',
  'companyNumber',
  'vatNumber',
  'address',
  'postcode',
  'contactName',
  'phone',
  'email',
] as const;
export type BusinessField = (typeof BUSINESS_FIELDS)[number];

export const REGISTRATIONS = {
  name: 'registrations',
  fields: ['kind', 'number', 'regulator', 'validTo'],
  most: 10,
} as const satisfies RowList;
export const INSURANCES = {
  name: 'insurances',
  fields: ['cover', 'insurer', 'policyNumber', 'amount', 'validTo'],
  most: 10,
} as const satisfies RowList;

/** Which registrations a business says of itself; its subcontractors' licences are a section of their own. */
export const REGISTRATION_KINDS = ['carrier-registration', 'site-permit', 'other'] as const;

/** Dates as `2027-03-31`, empty where none is known. */
export type Registration = FormRow<(typeof REGISTRATIONS.fields)[number]>;
/** The amount without its currency, `5000000.50`; that stands beside it, empty where there is no amount. */
export type Insurance = FormRow<(typeof INSURANCES.fields)[number]> & { readonly currency: string };

export interface Business {
  readonly facts: Readonly<Record<BusinessField, string>>;
  readonly registrations: readonly Registration[];
  readonly insurances: readonly Insurance[];
}

/**
 * The business as the answers of its form. An amount names its currency where that is another than usual: `5000000 EUR`.
 */
export const businessAnswers = (
  { facts, registrations, insurances }: Business,
  usual: string,
): Record<string, string> => ({
  ...facts,
  ...rowAnswers(REGISTRATIONS, registrations),
  ...rowAnswers(
    INSURANCES,
    insurances.map((row) => ({
      ...row,
      amount: ['', usual].includes(row.currency) ? row.amount : `${row.amount} ${row.currency}`,
    })),
  ),
});

/** Whether nobody has written anything down yet. */
export const isBlank = ({ facts, registrations, insurances }: Business): boolean =>
  registrations.length === 0 && insurances.length === 0 && Object.values(facts).every((fact) => fact === '');
