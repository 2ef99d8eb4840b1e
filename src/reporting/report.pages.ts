import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { decidePortalAccess } from '../access/decision.js';
import type { PortalFacts } from '../access/facts.js';
import { FactsQueries } from '../access/facts.queries.js';
import type { Viewer } from '../access/viewer.js';
import { AccessLog } from '../audit/access-log.service.js';
import { Refused, say } from '../platform/errors.js';
import { formatsFor } from '../platform/pages/formats.js';
import { Page, type Redirect } from '../platform/pages/page.js';
import { verbatim, Words } from '../platform/pages/words.js';
import type { Choice } from '../platform/lists/choice.js';
import { ListPlaces } from '../sections/engine/list.places.js';
import { PeriodOffers } from '../sections/period/period.offers.js';
import { FAULT_STATUS } from '../sections/period/period.request.js';
import { reportCsv } from './report.csv.js';
import { ReportFigures } from './report.figures.js';
import { ReportQueries } from './report.queries.js';
import { readReportRequest, type ReportRequest } from './report.request.js';
import type { Report } from './report.js';
import { reportView, type ReportContext } from './report.view.js';
import { permissionOf } from './reporting.permissions.js';
import { REPORTS } from './reports.js';

type Query = Readonly<Record<string, unknown>>;

const pathOf = ({ key }: Report, { kind }: Viewer): string =>
  `/${kind === 'staff' ? 'admin' : 'portal'}/reporting/${key}`;

/** Makes the pages and downloads of reports: reads the request, asks for the figures, hands them to the report. */
@Injectable()
export class ReportPages {
  constructor(
    private readonly queries: ReportQueries,
    private readonly figures: ReportFigures,
    private readonly offers: PeriodOffers,
    private readonly places: ListPlaces,
    private readonly facts: FactsQueries,
    private readonly words: Words,
    private readonly log: AccessLog,
  ) {}

  async page(report: Report, query: Query, viewer: Viewer): Promise<Page | Redirect> {
    const named = await this.places.named(pathOf(report, viewer), query, viewer);
    if (named) return named;
    const today = await this.today(viewer);
    const request = readReportRequest(query, today, report);
    const input = request.fault ? undefined : await this.figures.of(report, request, viewer, today);
    const body = input?.lines[0]?.length ? report.body(input) : undefined;
    const context =
      viewer.kind === 'staff'
        ? await this.staffContext(request, viewer, today)
        : await this.portalContext(request, viewer, today);
    const model = reportView(report, request, body, context);
    return new Page('reporting/report', model, { status: FAULT_STATUS[request.fault ?? 'none'] });
  }

  /** @throws Refused when the days make no report */
  async download(report: Report, query: Query, viewer: Viewer, reply: FastifyReply): Promise<void> {
    const today = await this.today(viewer);
    const request = readReportRequest(await this.places.meant(query, viewer), today, report);
    if (request.fault) throw new Refused(say(`sections.period.wrong.${request.fault}.title`));
    const input = await this.figures.of(report, request, viewer, today, report.csvFigures);
    const text = reportCsv(report, input, this.words);
    await this.log.handOut(
      viewer,
      {
        action: 'report.downloaded',
        subject: { kind: 'report' },
        after: { report: report.key, ...request.range },
      },
      { kind: 'download', section: permissionOf(report) },
    );
    await reply
      .header('content-type', 'text/csv; charset=utf-8')
      .header('content-disposition', `attachment; filename="${report.key}.csv"`)
      .send(text);
  }

  private async portalContext(request: ReportRequest, viewer: Viewer, today: string): Promise<ReportContext> {
    const facts = viewer.portal as PortalFacts;
    const count = viewer.scope.length;
    const allowed = (permission: string) => decidePortalAccess(permission, facts).allowed;
    return {
      room: 'portal',
      today,
      open: REPORTS.filter((report) => allowed(permissionOf(report))),
      canExport: allowed('exports'),
      whose: count > 1 ? say('reporting.together', { count }) : null,
      ...(await this.offers.of(request, viewer)),
      chapters: await this.chapters(),
    };
  }

  private async staffContext(request: ReportRequest, viewer: Viewer, today: string): Promise<ReportContext> {
    return {
      room: 'admin',
      today,
      open: REPORTS,
      canExport: true,
      whose: say('reporting.everybody'),
      ...(await this.offers.of(request, viewer)),
      chapters: await this.chapters(),
    };
  }

  private async chapters(): Promise<Choice[]> {
    return (await this.queries.chapters()).map(({ code, name }) => ({
      value: code,
      label: verbatim(`${code} ${name}`),
    }));
  }

  /** A calendar day where the organisation is. */
  private async today(viewer: Viewer): Promise<string> {
    const { locale, timeZone, currency } = viewer.organisation ?? (await this.facts.organisation());
    return formatsFor(locale, timeZone, currency).dayOf(new Date());
  }
}
