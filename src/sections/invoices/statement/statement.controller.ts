import { Controller, Get, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Portal, Viewer } from '../../../access/access.decorators.js';
import { decidePortalAccess } from '../../../access/decision.js';
import type { PortalFacts } from '../../../access/facts.js';
import type { Viewer as ViewerFacts } from '../../../access/viewer.js';
import { AccessLog } from '../../../audit/access-log.service.js';
import { csvHeaders } from '../../../platform/csv.js';
import { NotFound } from '../../../platform/errors.js';
import { Page } from '../../../platform/pages/page.js';
import { Words } from '../../../platform/pages/words.js';
import { statementCsv } from './statement.csv.js';
import { StatementQueries } from './statement.queries.js';
import { readStatementRequest, type StatementRequest } from './statement.request.js';
import { statementsOf, type Statement } from './statement.js';
import { statementView } from './statement.view.js';

type Asked = Readonly<Record<string, unknown>>;

/** The statement of account: one customer at a time. */
@Controller('portal')
export class StatementController {
  constructor(
    private readonly queries: StatementQueries,
    private readonly log: AccessLog,
    private readonly words: Words,
  ) {}

  @Get('statement')
  @Portal('invoices')
  async page(@Viewer() viewer: ViewerFacts, @Query() query: Asked): Promise<Page> {
    const request = readStatementRequest(query, viewer);
    const facts = viewer.portal as PortalFacts;
    const context = {
      names: new Map(facts.customers.map(({ id, name }) => [id, name])),
      canExport: decidePortalAccess('exports', facts).scope.some(
        ({ customerId }) => customerId === request.one?.customerId,
      ),
    };
    return new Page('invoices/statement', statementView(await this.read(request), request, context));
  }

  @Get('statement.csv')
  @Portal('invoices', 'exports')
  async csv(@Viewer() viewer: ViewerFacts, @Query() query: Asked, @Res() reply: FastifyReply): Promise<void> {
    const request = readStatementRequest(query, viewer);
    if (!request.one) throw new NotFound();
    const statements = await this.read(request);
    const rows = statements.reduce((sum, { lines }) => sum + lines.length, 0);
    await this.log.handOut(
      viewer,
      {
        action: 'list.downloaded',
        subject: { kind: 'statement' },
        customerId: request.one.customerId,
        after: { section: 'statement', query, rows },
      },
      { kind: 'download', section: 'statement' },
    );
    const text = statementCsv(statements, request.range, (one) => this.words.say(one));
    await reply.headers(csvHeaders(`statement-${request.range.to}.csv`)).send(text);
  }

  private async read({ one, range }: StatementRequest): Promise<Statement[]> {
    return one ? statementsOf(await this.queries.forPortal(one, range)) : [];
  }
}
