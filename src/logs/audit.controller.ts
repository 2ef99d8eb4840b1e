import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Staff, Viewer } from '../access/access.decorators.js';
import type { Viewer as ViewerFacts } from '../access/viewer.js';
import { AccessLog } from '../audit/access-log.service.js';
import { NotFound } from '../platform/errors.js';
import { isId } from '../platform/ids.js';
import { Page } from '../platform/pages/page.js';
import { AuditCsv } from './audit.csv.js';
import { readAuditFilters, type AuditFilters } from './audit.filters.js';
import { AuditPresenter } from './audit.presenter.js';
import { AuditQueries } from './audit.queries.js';
import { auditLine, auditList } from './audit.view.js';
import { csvHeaders } from '../platform/csv.js';

type Sent = Readonly<Record<string, unknown>>;

/** Who did what, when and from where. */
@Controller('admin')
export class AuditController {
  constructor(
    private readonly queries: AuditQueries,
    private readonly presenter: AuditPresenter,
    private readonly csv: AuditCsv,
    private readonly log: AccessLog,
  ) {}

  @Get('audit')
  @Staff('audit.read')
  async list(@Viewer() viewer: ViewerFacts, @Query() sent: Sent): Promise<Page> {
    const filters = await this.filters(sent, viewer);
    const [count, page] = await Promise.all([this.queries.count(filters), this.queries.list(filters)]);
    const lines = await this.presenter.readable(page.rows, await this.presenter.formats(viewer));
    return new Page('logs/audit', auditList(filters.query, count, lines, page));
  }

  /** What is filtered is what is downloaded, and that it was stands in the log before it begins. */
  @Get('audit.csv')
  @Staff('audit.read')
  async download(
    @Viewer() viewer: ViewerFacts,
    @Query() sent: Sent,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const filters = await this.filters(sent, viewer);
    await this.log.handOut(
      viewer,
      { action: 'log.downloaded', subject: { kind: 'audit' }, after: { log: 'audit', query: sent } },
      { kind: 'download', section: 'audit' },
    );
    void reply.headers(csvHeaders('audit-log.csv')).send(this.csv.stream(filters, viewer));
  }

  @Get('audit/:id')
  @Staff('audit.read')
  async line(@Viewer() viewer: ViewerFacts, @Param('id') id: string): Promise<Page> {
    const row = isId(id) ? await this.queries.line(id) : undefined;
    const [line] = row ? await this.presenter.readable([row], await this.presenter.formats(viewer)) : [];
    if (!line) throw new NotFound();
    return new Page('logs/audit-line', auditLine(line));
  }

  private async filters(sent: Sent, viewer: ViewerFacts): Promise<AuditFilters> {
    return readAuditFilters(sent, (await this.presenter.organisation(viewer)).timeZone);
  }
}
