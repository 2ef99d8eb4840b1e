import { Controller, Get, Param } from '@nestjs/common';
import { Staff, Viewer } from '../../access/access.decorators.js';
import type { Viewer as ViewerFacts } from '../../access/viewer.js';
import { CustomerPages } from '../../customers/customer-pages.js';
import { CustomersQueries } from '../../customers/customers.queries.js';
import { Cursors } from '../../platform/lists/cursors.js';
import { Page } from '../../platform/pages/page.js';
import { SECTIONS } from '../sections.js';
import { customerTab } from './customer-tabs.view.js';
import { nothingHidden } from './hidden-fields.js';
import { ListQueries } from './list.queries.js';
import { readListRequest } from './list.request.js';
import { permissionOf, type Section } from './section.js';

/** The tabs *Sites* and *Records* of a customer's page. */
@Controller('admin/customers/:id')
export class CustomerTabsController {
  constructor(
    private readonly customers: CustomersQueries,
    private readonly pages: CustomerPages,
    private readonly lists: ListQueries,
    private readonly cursors: Cursors,
  ) {}

  @Get('sites')
  @Staff('records.read')
  sites(@Viewer() viewer: ViewerFacts, @Param('id') id: string): Promise<Page> {
    return this.tab(
      'sites',
      SECTIONS.filter(({ key }) => key === 'sites'),
      50,
      viewer,
      id,
    );
  }

  @Get('records')
  @Staff('records.read')
  records(@Viewer() viewer: ViewerFacts, @Param('id') id: string): Promise<Page> {
    return this.tab(
      'records',
      SECTIONS.filter((one) => one.key !== 'sites' && viewer.available.has(permissionOf(one))),
      5,
      viewer,
      id,
    );
  }

  private async tab(
    key: string,
    sections: readonly Section[],
    most: number,
    viewer: ViewerFacts,
    id: string,
  ): Promise<Page> {
    const customer = await this.customers.get(id);
    const found = await Promise.all(
      sections.map(async (section) => {
        const request = readListRequest(section, { customer: id }, this.cursors, nothingHidden);
        return { section, request, page: await this.lists.forStaff(section, request) };
      }),
    );
    return new Page(
      'sections/customer-tab',
      customerTab(this.pages.head(customer, viewer, key), id, found, most),
    );
  }
}
