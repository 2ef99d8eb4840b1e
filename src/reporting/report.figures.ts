import { Injectable } from '@nestjs/common';
import { decidePortalAccess } from '../access/decision.js';
import type { PortalFacts } from '../access/facts.js';
import type { Viewer } from '../access/viewer.js';
import { Words } from '../platform/pages/words.js';
import { narrowedTo } from '../sections/engine/list.reach.js';
import { jobsBehind } from './jobs-behind.js';
import type { Report, ReportInput } from './report.js';
import { reportHref } from './report.links.js';
import { ReportQueries } from './report.queries.js';
import type { ReportRequest } from './report.request.js';
import { permissionOf } from './reporting.permissions.js';
import { REPORTS } from './reports.js';

/** Reads what a report is made of, for whoever looks: a page, a download and a mail show the same figures. */
@Injectable()
export class ReportFigures {
  constructor(
    private readonly queries: ReportQueries,
    private readonly words: Words,
  ) {}

  /**
   * @param viewer whose scope is that of the report: of customers' people the figures are read behind the wall
   * @param today a calendar day where the organisation is
   * @param figuresOf what is read: that of the page, or of the download
   */
  async of(
    report: Report,
    request: ReportRequest,
    viewer: Viewer,
    today: string,
    figuresOf = report.figures,
  ): Promise<ReportInput> {
    const staff = viewer.kind === 'staff';
    const room = staff ? 'admin' : 'portal';
    const open = staff ? REPORTS : openWith(viewer, request);
    const place = { room, today, open: open.map(({ key }) => key) } as const;
    const figures = figuresOf(request, place);
    const lines = staff
      ? await this.queries.forStaff(figures, request)
      : await this.queries.forPortal(figures, request, viewer.scope);
    const codes = report.codesOf?.(lines) ?? [];
    const names = codes.length > 0 ? await this.queries.wasteNames(codes) : [];
    return {
      request,
      ...place,
      lines,
      names: new Map(names.map((name) => [name.code, name])),
      places: await this.places(report.placesOf?.(lines) ?? [], viewer),
      several: !staff && viewer.scope.length > 1,
      jobsHref: jobsBehind(report, request, viewer),
      reportHref: (key, days) =>
        place.open.includes(key) ? reportHref(`/${room}/reporting/${key}`, request, days) : undefined,
      write: (text) => this.words.say(text),
    };
  }

  /** The names of customers and sites, as far as whoever looks may read them. */
  private async places(ids: readonly string[], viewer: Viewer): Promise<ReadonlyMap<string, string>> {
    if (ids.length === 0) return new Map();
    const named =
      viewer.kind === 'staff'
        ? await this.queries.placeNames(ids)
        : [
            ...(viewer.portal as PortalFacts).customers.filter(({ id }) => ids.includes(id)),
            ...(await this.queries.siteNamesWithin(viewer.scope, ids)),
          ];
    return new Map(named.map(({ id, name }) => [id, name]));
  }
}

/** The reports that are open at every customer of which one of them speaks. */
function openWith({ portal, scope }: Viewer, request: ReportRequest): readonly Report[] {
  const meant = narrowedTo(scope, request);
  return REPORTS.filter((report) => {
    const open = decidePortalAccess(permissionOf(report), portal as PortalFacts).scope;
    return meant.every(({ customerId }) => open.some((one) => one.customerId === customerId));
  });
}
