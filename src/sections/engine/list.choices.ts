import { Injectable } from '@nestjs/common';
import type { RecordScope } from '../../access/decision.js';
import type { PortalFacts } from '../../access/facts.js';
import { Database } from '../../platform/database/database.js';
import { PortalReads } from '../../platform/database/portal-reads.js';
import { verbatim } from '../../platform/pages/words.js';
import type { Choice } from './list.view.js';

/** As many as a drop-down can hold; beyond that the search finds them. */
const MOST_CHOICES = 200;

/** What the drop-downs of lists and reports offer; none where there are too many. */
@Injectable()
export class ListChoices {
  constructor(
    private readonly portal: PortalReads,
    private readonly database: Database,
  ) {}

  /** The sites of a scope, by name. */
  async sitesWithin(scope: RecordScope): Promise<Choice[]> {
    const found: Choice[] = [];
    for (const one of scope) {
      const rows = await this.portal.within(one, (ask) =>
        ask<Named>(SITES, [one.customerId, one.sites === 'all' ? null : one.sites], 'sites to choose from'),
      );
      found.push(...rows.map(choice));
    }
    return few(found);
  }

  /** A customer's sites, for staff. */
  async sitesOf(customerId: string): Promise<Choice[]> {
    const rows = await this.database.rows<Named>(SITES, [customerId, null], 'sites to choose from');
    return few(rows.map(choice));
  }

  /** One customer by its id: staff come from its page, and a chip names it. */
  async customer(id: string): Promise<Choice[]> {
    return (await this.database.rows<Named>('select id, name from customers where id = $1', [id])).map(
      choice,
    );
  }

  /** All customers, for staff. */
  async customers(): Promise<Choice[]> {
    const rows = await this.database.rows<Named>(
      `select id, name from customers where deleted_at is null order by name_key, id limit ${MOST_CHOICES + 1}`,
      [],
      'customers to choose from',
    );
    return few(rows.map(choice));
  }
}

interface Named {
  readonly id: string;
  readonly name: string;
}

const SITES = `
  select id, name from sites
  where customer_id = $1 and deleted_at is null and ($2::uuid[] is null or id = any ($2::uuid[]))
  order by name_key, id limit ${MOST_CHOICES + 1}`;

const choice = ({ id, name }: Named): Choice => ({ value: id, label: verbatim(name) });
const few = (found: Choice[]): Choice[] => (found.length > MOST_CHOICES ? [] : found);

/** The customers of a scope, for somebody who sees several. */
export function customerChoices(scope: RecordScope, facts: PortalFacts): Choice[] {
  const inScope = facts.customers.filter(({ id }) => scope.some(({ customerId }) => customerId === id));
  return inScope.map(choice);
}
