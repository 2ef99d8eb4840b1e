/** The switch of what duty of care asks for: gaps, what shows how waste was moved, and the pack. */
export const DUTY_OF_CARE = 'documents.duty-of-care';

/** The file types that a movement of waste travels under; the last covers many movements. */
export const NOTE_TYPES = ['waste-transfer-note', 'consignment-note', 'season-ticket'] as const;
/** Those that are of one day, with what a consignee returns afterwards. */
export const ONE_DAYS = ['waste-transfer-note', 'consignment-note', 'consignee-return'] as const;

/** File types as SQL lists them. */
export const typesSql = (types: readonly string[]): string => types.map((key) => `'${key}'`).join(', ');

/** The last day of a season ticket. Where nothing says it, it lasts twelve months, the longest that one may. */
export const ticketEnds = (ticket: string): string =>
  `coalesce(${ticket}.valid_to, (${ticket}.date + interval '1 year')::date - 1)`;
