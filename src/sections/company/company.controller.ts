import { Controller, Get } from '@nestjs/common';
import { Portal, Viewer } from '../../access/access.decorators.js';
import type { Viewer as ViewerFacts } from '../../access/viewer.js';
import { today } from '../../platform/calendar.js';
import { Page } from '../../platform/pages/page.js';
import { businessBlocks } from './business.blocks.js';
import { BusinessQueries } from './business.queries.js';
import { CompanyQueries } from './company.queries.js';
import { companyView } from './company.view.js';

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
