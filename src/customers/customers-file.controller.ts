import { Controller, Get, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Staff, Viewer } from '../access/access.decorators.js';
import type { Viewer as ViewerFacts } from '../access/viewer.js';
import { AccessLog } from '../audit/access-log.service.js';
import { csvHeaders } from '../platform/csv.js';
import { readListQuery } from '../platform/lists/list-query.js';
import { CustomersCsv } from './customers.csv.js';
import { CUSTOMER_LIST, CustomersQueries } from './customers.queries.js';

/** The list of customers as a file. */
@Controller()
export class CustomersFileController {
  constructor(
    private readonly queries: CustomersQueries,
    private readonly csv: CustomersCsv,
    private readonly log: AccessLog,
  ) {}

  /** What is filtered is what is downloaded, and that it was stands in the logs before it begins. */
  @Get('admin/customers.csv')
  @Staff('customers.read')
  async download(
    @Viewer() viewer: ViewerFacts,
    @Query() sent: Readonly<Record<string, unknown>>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const query = readListQuery(sent, CUSTOMER_LIST);
    const { found: rows } = await this.queries.counts(query);
    await this.log.handOut(
      viewer,
      {
        action: 'list.downloaded',
        subject: { kind: 'customers' },
        after: { section: 'customers', format: 'csv', query: sent, rows },
      },
      { kind: 'download', section: 'customers' },
    );
    void reply.headers(csvHeaders('customers.csv')).send(this.csv.stream(query));
  }
}
