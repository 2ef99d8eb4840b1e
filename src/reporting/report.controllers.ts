import { Controller, Get, Query, Res, type Type } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Portal, Staff, Viewer } from '../access/access.decorators.js';
import { decidePortalAccess } from '../access/decision.js';
import type { PortalFacts } from '../access/facts.js';
import type { Viewer as ViewerFacts } from '../access/viewer.js';
import { NotFound } from '../platform/errors.js';
import { Redirect, type Page } from '../platform/pages/page.js';
import { named } from '../sections/engine/section.controllers.js';
import { ReportPages } from './report.pages.js';
import type { Report } from './report.js';
import { permissionOf } from './reporting.permissions.js';
import { REPORTS } from './reports.js';

type ReportQuery = Readonly<Record<string, unknown>>;

/** The pages of a report, for customers' people and for staff, and its table as a download. */
export function reportController(report: Report): Type {
  @Controller()
  class ReportController {
    constructor(private readonly pages: ReportPages) {}

    @Get(`portal/reporting/${report.key}`)
    @Portal('reporting', permissionOf(report))
    portal(@Viewer() viewer: ViewerFacts, @Query() query: ReportQuery): Promise<Page | Redirect> {
      return this.pages.page(report, query, viewer);
    }

    @Get(`portal/reporting/${report.key}.csv`)
    @Portal('reporting', permissionOf(report), 'exports')
    portalDownload(
      @Viewer() viewer: ViewerFacts,
      @Query() query: ReportQuery,
      @Res() reply: FastifyReply,
    ): Promise<void> {
      return this.pages.download(report, query, viewer, reply);
    }

    @Get(`admin/reporting/${report.key}`)
    @Staff('reports.read')
    staff(@Viewer() viewer: ViewerFacts, @Query() query: ReportQuery): Promise<Page | Redirect> {
      return this.pages.page(report, query, viewer);
    }

    @Get(`admin/reporting/${report.key}.csv`)
    @Staff('reports.read')
    staffDownload(
      @Viewer() viewer: ViewerFacts,
      @Query() query: ReportQuery,
      @Res() reply: FastifyReply,
    ): Promise<void> {
      return this.pages.download(report, query, viewer, reply);
    }
  }
  return named(ReportController, `Report ${report.key}`);
}

/** Reporting as a whole leads to the first of its reports that is open. */
@Controller()
export class ReportingController {
  @Get('portal/reporting')
  @Portal('reporting')
  portal(@Viewer() { portal }: ViewerFacts): Redirect {
    const first = REPORTS.find(
      (report) => decidePortalAccess(permissionOf(report), portal as PortalFacts).allowed,
    );
    if (!first) throw new NotFound();
    return new Redirect(`/portal/reporting/${first.key}`);
  }

  @Get('admin/reporting')
  @Staff('reports.read')
  staff(): Redirect {
    return new Redirect(`/admin/reporting/${REPORTS[0]?.key}`);
  }
}
