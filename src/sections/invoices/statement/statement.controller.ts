import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Portal, Viewer } from '../../../access/access.decorators.js';
import { decidePortalAccess } from '../../../access/decision.js';
import type { PortalFacts } from '../../../access/facts.js';
import type { Viewer as ViewerFacts } from '../../../access/viewer.js';
import { AccessLog } from '../../../audit/access-log.service.js';
import { csvHeaders } from '../../../platform/csv.js';
import type { CustomerScope } from '../../../platform/database/portal-reads.js';
import { NotFound, Refused, say } from '../../../platform/errors.js';
import type { Range } from '../../../platform/months.js';
import { Page } from '../../../platform/pages/page.js';
import { Words } from '../../../platform/pages/words.js';
import { MOST_ROWS } from '../../../platform/paper/paper.js';
import { addresseeItems } from '../../papers/addressee.js';
import { PaperAnswers } from '../../papers/paper.answers.js';
import { statementCsv } from './statement.csv.js';
import { statementPaper } from './statement.paper.js';
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
    private readonly papers: PaperAnswers,
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
    const model = statementView(await this.read(request), request, context);
    return new Page('invoices/statement', model, { status: request.backwards ? 422 : 200 });
  }

  @Get('statement.csv')
  @Portal('invoices', 'exports')
  async csv(@Viewer() viewer: ViewerFacts, @Query() query: Asked, @Res() reply: FastifyReply): Promise<void> {
    const { range, statements } = await this.taken('csv', query, viewer);
    const text = statementCsv(statements, range, (words) => this.words.say(words));
    await reply.headers(csvHeaders(`statement-${range.to}.csv`)).send(text);
  }

  @Get('statement.pdf')
  @Portal('invoices', 'exports')
  async pdf(
    @Viewer() viewer: ViewerFacts,
    @Query() query: Asked,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { one, range, statements } = await this.taken('pdf', query, viewer);
    const facts = viewer.portal as PortalFacts;
    const open = decidePortalAccess('company', facts).scope.some(
      ({ customerId }) => customerId === one.customerId,
    );
    const addressee = addresseeItems(await this.queries.addressee(one), open);
    const paper = statementPaper(statements, range, addressee);
    await this.papers.send(paper, viewer, request, reply, { name: `statement-${range.to}` });
  }

  /** A statement that is about to be taken along: that it is stands in the log before. */
  private async taken(
    format: 'csv' | 'pdf',
    query: Asked,
    viewer: ViewerFacts,
  ): Promise<{ one: CustomerScope; range: Range; statements: Statement[] }> {
    const request = readStatementRequest(query, viewer);
    const { one, range } = request;
    if (!one) throw new NotFound();
    if (request.backwards) throw new Refused(say('sections.period.wrong.backwards.title'));
    const statements = await this.read(request);
    const rows = statements.reduce((sum, { lines }) => sum + lines.length, 0);
    if (format === 'pdf' && rows > MOST_ROWS)
      throw new Refused(say('statement.tooLong', { count: rows, most: MOST_ROWS }));
    await this.log.handOut(
      viewer,
      {
        action: 'list.downloaded',
        subject: { kind: 'statement' },
        customerId: one.customerId,
        after: { section: 'statement', format, query, rows },
      },
      { kind: 'download', section: 'statement' },
    );
    return { one, range, statements };
  }

  private async read({ one, range, backwards }: StatementRequest): Promise<Statement[]> {
    return one && !backwards ? statementsOf(await this.queries.forPortal(one, range)) : [];
  }
}
