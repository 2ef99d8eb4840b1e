import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Portal, Viewer } from '../../../access/access.decorators.js';
import { decidePortalAccess } from '../../../access/decision.js';
import type { PortalFacts } from '../../../access/facts.js';
import type { Viewer as ViewerFacts } from '../../../access/viewer.js';
import type { CustomerScope } from '../../../platform/database/portal-reads.js';
import { say } from '../../../platform/errors.js';
import type { Page } from '../../../platform/pages/page.js';
import { billingTabs } from '../billing.tabs.js';
import { StatementAnswers, type AskedStatement } from './statement.answers.js';
import { readStatementRequest } from './statement.request.js';

type Asked = Readonly<Record<string, unknown>>;

/** The statement of account in the portal: one customer at a time. */
@Controller('portal')
export class StatementController {
  constructor(private readonly statements: StatementAnswers) {}

  @Get('statement')
  @Portal('invoices')
  page(@Viewer() viewer: ViewerFacts, @Query() query: Asked): Promise<Page> {
    const { request, ...asked } = askedBy(viewer, query);
    const { customers } = viewer.portal as PortalFacts;
    return this.statements.page(
      { ...asked, request },
      {
        room: 'portal',
        path: '/portal/statement',
        names: new Map(customers.map(({ id, name }) => [id, name])),
        canExport: request.one !== undefined && opens('exports', viewer)(request.one),
        head: { title: say('statement.title'), tabs: billingTabs('portal', 'statement') },
      },
    );
  }

  @Get('statement.csv')
  @Portal('invoices', 'exports')
  csv(@Viewer() viewer: ViewerFacts, @Query() query: Asked, @Res() reply: FastifyReply): Promise<void> {
    return this.statements.csv(askedBy(viewer, query), reply);
  }

  @Get('statement.pdf')
  @Portal('invoices', 'exports')
  pdf(
    @Viewer() viewer: ViewerFacts,
    @Query() query: Asked,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.statements.pdf(askedBy(viewer, query), opens('company', viewer), request, reply);
  }
}

const askedBy = (viewer: ViewerFacts, query: Asked): AskedStatement => ({
  viewer,
  query,
  request: readStatementRequest(query, viewer),
});

const opens =
  (permission: string, { portal }: ViewerFacts) =>
  ({ customerId }: CustomerScope): boolean =>
    decidePortalAccess(permission, portal as PortalFacts).scope.some((one) => one.customerId === customerId);
