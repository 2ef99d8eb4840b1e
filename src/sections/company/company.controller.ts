import { Controller, Get, Injectable } from '@nestjs/common';
import { Portal, Viewer } from '../../access/access.decorators.js';
import type { RecordScope } from '../../access/decision.js';
import type { Viewer as ViewerFacts } from '../../access/viewer.js';
import { PortalReads } from '../../platform/database/portal-reads.js';
import { today } from '../../platform/calendar.js';
import { Page } from '../../platform/pages/page.js';
import { businessBlocks } from './business.blocks.js';
import { BusinessQueries } from './business.queries.js';
import { customers } from './company.kind.js';
import {
  companyView,
  type Address,
  type CompanyFacts,
  type CompanyRow,
  type Contact,
} from './company.view.js';

const CONTACTS =
  'select name, role, phone, email from customer_contacts where customer_id = $1 order by position';
const ADDRESSES =
  'select kind, name, address, postcode from customer_addresses where customer_id = $1 order by position';

/** The customer's own row with its people and addresses, through the wall. */
@Injectable()
export class CompanyQueries {
  constructor(private readonly portal: PortalReads) {}

  async forPortal(scope: RecordScope): Promise<CompanyRow[]> {
    const columns = customers.fields.map(({ name, column }) => `r.${column} as "${name}"`).join(', ');
    const found: CompanyRow[] = [];
    for (const one of scope) {
      const rows = await this.portal.within(one, async (ask) => {
        const values = [one.customerId];
        const [facts] = await ask<CompanyFacts>(
          `select r.id, ${columns} from customers r where r.id = $1`,
          values,
          'company',
        );
        if (!facts) return [];
        const [contacts, addresses] = [
          await ask<Contact>(CONTACTS, values),
          await ask<Address>(ADDRESSES, values),
        ];
        return [{ facts, contacts, addresses }];
      });
      found.push(...rows);
    }
    return found;
  }
}

/** What the business has on file about the customer, and says of itself. */
@Controller('portal/company')
export class CompanyController {
  constructor(
    private readonly queries: CompanyQueries,
    private readonly business: BusinessQueries,
  ) {}

  @Get()
  @Portal('company')
  async show(@Viewer() { scope, organisation }: ViewerFacts): Promise<Page> {
    const [rows, business] = await Promise.all([
      this.queries.forPortal(scope),
      this.business.forPortal(scope),
    ]);
    const day = today(organisation?.timeZone ?? 'UTC');
    const blocks = business ? businessBlocks(business, organisation?.name ?? '', day) : [];
    return new Page('sections/record', companyView(rows, blocks));
  }
}
