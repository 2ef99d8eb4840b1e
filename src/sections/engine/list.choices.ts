import { Injectable } from '@nestjs/common';
import type { RecordScope } from '../../access/decision.js';
import type { PortalFacts } from '../../access/facts.js';
import { Database } from '../../platform/database/database.js';
import { PortalReads, type CustomerScope } from '../../platform/database/portal-reads.js';
import type { Rows, Statement } from '../../platform/database/together.js';
import { verbatim } from '../../platform/pages/words.js';
import { isClosed, type Filter } from './filter.js';
import { filtersOf } from './filters-of.js';
import type { Hidden } from './hidden-fields.js';
import type { Choice } from '../../platform/lists/choice.js';
import type { Section } from './section.js';

/** As many as a drop-down can hold; beyond that somebody names what they mean. */
const MOST_CHOICES = 200;

/** Sites or customers to choose from; none of them where there are too many. */
export interface ManyChoices {
  readonly choices: Choice[];
  readonly many: boolean;
}

/** What the drop-downs of lists and reports offer; none where there are too many. */
@Injectable()
export class ListChoices {
  constructor(
    private readonly portal: PortalReads,
    private readonly database: Database,
  ) {}

  /** The sites of a scope, by name. */
  async sitesWithin(scope: RecordScope): Promise<ManyChoices> {
    const answers = scope.map((one) => this.portal.atOnce(one, [sitesToChoose(one)]));
    return siteChoices((await Promise.all(answers)).flat());
  }

  /** A customer's sites, for staff. */
  async sitesOf(customerId: string): Promise<ManyChoices> {
    const { text, values, name } = sitesToChoose({ customerId, sites: 'all' });
    return siteChoices([await this.database.rows(text, values, name)]);
  }

  /** What filters offer to staff, of one customer or of all. */
  async offered(filters: readonly Offering[], customerId?: string): Promise<Record<string, Choice[]>> {
    const reach = { ...(customerId ? { customerId } : {}), sites: 'all' as const, portal: false };
    const found = filters.map(async ({ name, offers }) => {
      const { text, values, name: statement } = offers(reach);
      return [name, offeredChoices([await this.database.rows(text, values, statement)])] as const;
    });
    return Object.fromEntries(await Promise.all(found));
  }

  /** All customers, for staff. */
  async customers(): Promise<ManyChoices> {
    const rows = await this.database.rows<Named>(
      `select id, name from customers where deleted_at is null order by name_key, id limit ${MOST_CHOICES + 1}`,
      [],
      'customers to choose from',
    );
    const many = rows.length > MOST_CHOICES;
    return { choices: many ? [] : rows.map(choice), many };
  }
}

interface Named {
  readonly id: string;
  readonly name: string;
}

/** Reads the sites of one customer to choose from; one row without an id where there are too many. */
export const sitesToChoose = ({ customerId, sites }: CustomerScope): Statement => ({
  name: 'sites to choose from',
  text: SITES,
  values: [customerId, sites === 'all' ? null : sites],
});

/** What was read of each customer, as one drop-down holds it. */
export function siteChoices(answers: readonly Rows[]): ManyChoices {
  const rows = answers.flat() as unknown as { id: string | null; name: string }[];
  const sites = rows.filter((row): row is Named => row.id !== null);
  const many = sites.length < rows.length || sites.length > MOST_CHOICES;
  return { choices: many ? [] : sites.map(choice), many };
}

/** A filter that offers what stands in somebody's reach. */
export type Offering = Filter & Required<Pick<Filter, 'offers'>>;

export const offersOf = (section: Section, hidden: Hidden): Offering[] =>
  filtersOf(section).filter(
    (filter): filter is Offering => filter.offers !== undefined && !isClosed(filter, hidden),
  );

/** What was read of each customer as one drop-down: each value once. */
export function offeredChoices(answers: readonly Rows[]): Choice[] {
  const rows = answers.flat() as unknown as { value: string; label: string }[];
  const labels = new Map(rows.map(({ value, label }) => [value, label]));
  return few([...labels].map(([value, label]) => ({ value, label: verbatim(label) })));
}

const OF_SCOPE = `customer_id = $1 and deleted_at is null and ($2::uuid[] is null or id = any ($2::uuid[]))`;
// Whether there are too many is seen in the index alone: hundreds of rows are not read to be thrown away.
const SITES = `
  with many as materialized (select exists (select from sites where ${OF_SCOPE} offset ${MOST_CHOICES}) as many)
  (select id, name from sites where ${OF_SCOPE} and not (select many from many) order by name_key, id)
  union all select null, '' from many where many`;

const choice = ({ id, name }: Named): Choice => ({ value: id, label: verbatim(name) });
const few = (found: Choice[]): Choice[] => (found.length > MOST_CHOICES ? [] : found);

/** The customers of a scope, for somebody who sees several. */
export function customerChoices(scope: RecordScope, facts: PortalFacts): Choice[] {
  const inScope = facts.customers.filter(({ id }) => scope.some(({ customerId }) => customerId === id));
  return inScope.map(choice);
}
