import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Viewer } from '../../../access/viewer.js';
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
import type { StatementRequest } from './statement.request.js';
import { statementsOf, type Statement } from './statement.js';
import { statementView, type StatementContext } from './statement.view.js';

/** A statement as it was asked for, and by whom. */
export interface AskedStatement {
  readonly viewer: Viewer;
  readonly query: Readonly<Record<string, unknown>>;
  readonly request: StatementRequest;
}

/** Statements of account as pages and as files, for a customer's people and for staff. */
@Injectable()
export class StatementAnswers {
  constructor(
    private readonly queries: StatementQueries,
    private readonly log: AccessLog,
    private readonly words: Words,
    private readonly papers: PaperAnswers,
  ) {}

  async page(asked: AskedStatement, context: StatementContext): Promise<Page> {
    const { one } = asked.request;
    const how = one ? await this.queries.howToPay(one, asked.viewer) : [];
    const model = statementView(await this.read(asked), asked.request, context, how);
    return new Page('invoices/statement', model, { status: asked.request.backwards ? 422 : 200 });
  }

  async csv(asked: AskedStatement, reply: FastifyReply): Promise<void> {
    const { range, statements } = await this.taken('csv', asked);
    const text = statementCsv(statements, range, (words) => this.words.say(words));
    await reply.headers(csvHeaders(`statement-${range.to}.csv`)).send(text);
  }

  /** @param mayKnow whether the customer's address may stand on it */
  async pdf(
    asked: AskedStatement,
    mayKnow: (one: CustomerScope) => boolean,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<void> {
    const { one, range, statements } = await this.taken('pdf', asked);
    const addressee = addresseeItems(await this.queries.addressee(one, asked.viewer), mayKnow(one));
    const how = await this.queries.howToPay(one, asked.viewer);
    const paper = statementPaper(statements, range, addressee, how);
    await this.papers.send(paper, asked.viewer, request, reply, { name: `statement-${range.to}` });
  }

  /** A statement that is about to be taken along: that it is stands in the log before. */
  private async taken(
    format: 'csv' | 'pdf',
    asked: AskedStatement,
  ): Promise<{ one: CustomerScope; range: Range; statements: Statement[] }> {
    const { viewer, query, request } = asked;
    const { one, range, backwards } = request;
    if (!one) throw new NotFound();
    if (backwards) throw new Refused(say('sections.period.wrong.backwards.title'));
    const statements = await this.read(asked);
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

  private async read({ viewer, request: { one, range, backwards } }: AskedStatement): Promise<Statement[]> {
    return one && !backwards ? statementsOf(await this.queries.account(one, range, viewer)) : [];
  }
}
