import type { Bind } from './filter.js';
import type { RecordKind, Section } from './section.js';

/** In whose name words of the organisation's own records are kept: nobody's. */
const NOBODY = '00000000-0000-0000-0000-000000000000';

/** Whether a section's records may be the organisation's own, such as its licences: every customer is shown those. */
export const mayBeEverybodys = ({ fields }: Pick<RecordKind, 'fields'>): boolean =>
  fields.some(({ kind, required }) => kind === 'customer' && !required);

/** Whose records are read, and where: what a list and a record's page have in common. */
export interface Whose {
  readonly customerId?: string | undefined;
  readonly sites: 'all' | readonly string[];
  /** Of several customers that are read one after the other, only the first brings what is everybody's. */
  readonly ownOnly?: boolean;
}

/** What a record `r` must be to be read: in the scope. */
export function whoseSql(section: Section, { customerId, sites, ownOnly }: Whose, bind: Bind): string[] {
  const own = [
    ...(customerId ? [`r.customer_id = ${bind(customerId)}`] : []),
    ...(sites === 'all' ? [] : [`r.${section.siteColumn} = any (${bind(sites)}::uuid[])`]),
  ];
  if (own.length === 0 || ownOnly || !mayBeEverybodys(section)) return own;
  return [`(r.customer_id is null or (${own.join(' and ')}))`];
}

/** The same of a word `w` by which records are found. */
export function whoseWordsSql(section: Section, { customerId, ownOnly }: Whose, bind: Bind): string[] {
  if (!customerId) return [];
  const own = bind(customerId);
  if (ownOnly || !mayBeEverybodys(section)) return [`w.customer_id = ${own}`];
  return [`w.customer_id in (${own}, '${NOBODY}')`];
}
