import { Controller, Get, Param } from '@nestjs/common';
import { Staff, Viewer } from '../access/access.decorators.js';
import type { Viewer as ViewerFacts } from '../access/viewer.js';
import { CustomerPages } from '../customers/customer-pages.js';
import { CustomersQueries } from '../customers/customers.queries.js';
import { Outbox } from '../mail/outbox.service.js';
import type { Page } from '../platform/pages/page.js';
import { ScheduleQueries } from './schedules.queries.js';
import { customerSchedulesPage } from './schedules.view.js';

/** The tab *Schedules* of a customer's page: what is mailed about it, and to whom. */
@Controller('admin/customers/:id/schedules')
@Staff('access.write')
export class CustomerSchedulesController {
  constructor(
    private readonly customers: CustomersQueries,
    private readonly pages: CustomerPages,
    private readonly queries: ScheduleQueries,
    private readonly outbox: Outbox,
  ) {}

  @Get()
  async list(@Viewer() viewer: ViewerFacts, @Param('id') id: string): Promise<Page> {
    const customer = await this.customers.get(id);
    const head = this.pages.head(customer, viewer, 'schedules');
    return customerSchedulesPage(head, id, await this.queries.list(id), this.outbox.sends);
  }
}
