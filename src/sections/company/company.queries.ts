import { Injectable } from '@nestjs/common';
import type { RecordScope } from '../../access/decision.js';
import { ADDRESSES, CONTACTS, contactsSql } from '../../customers/contacts/contacts.js';
import { PortalReads } from '../../platform/database/portal-reads.js';
import { customers } from './company.kind.js';
import type { Address, CompanyFacts, CompanyRow, Contact } from './company.view.js';

/** The customer's own row with its people and addresses, through the wall. */
@Injectable()
export class CompanyQueries {
  constructor(private readonly portal: PortalReads) {}

  async forPortal(scope: RecordScope): Promise<CompanyRow[]> {
    const found: CompanyRow[] = [];
    for (const one of scope) {
      const values = [one.customerId];
      const read = await this.portal.atOnce(one, [
        { name: `company ${one.sites === 'all'}`, text: factsSql(one.sites === 'all'), values },
        { name: 'company contacts', text: contactsSql(CONTACTS), values },
        { name: 'company addresses', text: contactsSql(ADDRESSES), values },
      ]);
      const [[facts], contacts, addresses] = read as unknown as [CompanyFacts[], Contact[], Address[]];
      if (facts) found.push({ facts, contacts, addresses });
    }
    return found;
  }
}

/** Whom to reach at the customer as a whole belongs to no site: it is for those who see all of them, as the lists are. */
const OF_THE_WHOLE = ['contactName', 'email', 'phone', 'invoicingAddress'];

const factsSql = (everySite: boolean): string =>
  `select r.id, ${customers.fields
    .filter(({ name }) => everySite || !OF_THE_WHOLE.includes(name))
    .map(({ name, column }) => `r.${column} as "${name}"`)
    .join(', ')} from customers r where r.id = $1`;
