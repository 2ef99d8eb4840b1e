import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Staff, Viewer } from '../../../access/access.decorators.js';
import type { Viewer as ViewerFacts } from '../../../access/viewer.js';
import { customerHref, CustomerPages } from '../../../customers/customer-pages.js';
import { CustomersQueries } from '../../../customers/customers.queries.js';
import type { Page } from '../../../platform/pages/page.js';
import { StatementAnswers, type AskedStatement } from './statement.answers.js';
import { readStatementRequest } from './statement.request.js';

type Asked = Readonly<Record<string, unknown>>;

/** A customer's statement of account as the office reads it to whoever rings. */
@Controller('admin/customers/:id')
@Staff('records.read')
export class StaffStatementController {
  constructor(
    private readonly statements: StatementAnswers,
    private readonly customers: CustomersQueries,
    private readonly pages: CustomerPages,
  ) {}

  @Get('statement')
  async page(@Viewer() viewer: ViewerFacts, @Param('id') id: string, @Query() query: Asked): Promise<Page> {
    const customer = await this.customers.get(id);
    return this.statements.page(await this.asked(viewer, id, query), {
      room: 'admin',
      path: `${customerHref(customer)}/statement`,
      names: new Map(),
      canExport: true,
      head: this.pages.head(customer, viewer, 'statement'),
    });
  }

  @Get('statement.csv')
  async csv(
    @Viewer() viewer: ViewerFacts,
    @Param('id') id: string,
    @Query() query: Asked,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.statements.csv(await this.asked(viewer, id, query), reply);
  }

  @Get('statement.pdf')
  async pdf(
    @Viewer() viewer: ViewerFacts,
    @Param('id') id: string,
    @Query() query: Asked,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.statements.pdf(await this.asked(viewer, id, query), () => true, request, reply);
  }

  /** @throws NotFound */
  private async asked(viewer: ViewerFacts, id: string, query: Asked): Promise<AskedStatement> {
    const { id: customerId } = await this.customers.get(id);
    const { organisation } = viewer;
    const request = readStatementRequest(query, { scope: [{ customerId, sites: 'all' }], organisation });
    return { viewer, query, request };
  }
}
