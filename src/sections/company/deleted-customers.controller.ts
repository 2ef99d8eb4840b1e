import { Controller, Get } from '@nestjs/common';
import { Staff } from '../../access/access.decorators.js';
import { say } from '../../platform/errors.js';
import type { Page } from '../../platform/pages/page.js';
import { deletedRecords } from '../record-forms/deleted-records.pages.js';
import { CustomerRemovalQueries } from './customer-removals.queries.js';

/** The customers that were deleted last, for whoever may bring them back. */
@Controller('admin/customers/deleted')
@Staff('customers.write')
export class DeletedCustomersController {
  constructor(private readonly queries: CustomerRemovalQueries) {}

  @Get()
  async list(): Promise<Page> {
    const of = {
      list: '/admin/customers',
      title: say('customers.list.title'),
      deleted: say('customers.list.deleted'),
    };
    return deletedRecords(of, await this.queries.deleted());
  }
}
