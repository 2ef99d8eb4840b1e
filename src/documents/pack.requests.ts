import { Injectable } from '@nestjs/common';
import type { PortalFacts } from '../access/facts.js';
import type { Viewer } from '../access/viewer.js';
import { beyond, MOST_PACKED } from '../exports/export.files.js';
import { Exports } from '../exports/exports.service.js';
import { today } from '../platform/calendar.js';
import { say } from '../platform/errors.js';
import { Redirect } from '../platform/pages/page.js';
import { periodHref } from '../sections/period/period.href.js';
import { readPeriod, USUAL_NAMES } from '../sections/period/period.request.js';
import { PACK } from './duty-of-care.packs.js';
import { DutyOfCareQueries } from './duty-of-care.queries.js';
import { PackContents } from './pack.contents.js';

/** Asks for the pack of some days: it is written in the background, and stands under Export. */
@Injectable()
export class PackRequests {
  constructor(
    private readonly queries: DutyOfCareQueries,
    private readonly contents: PackContents,
    private readonly exports: Exports,
  ) {}

  /** @throws Forbidden for staff who look at the portal as somebody */
  async ask(sent: Readonly<Record<string, unknown>>, viewer: Viewer): Promise<Redirect> {
    const staff = viewer.kind === 'staff';
    const room = staff ? 'admin' : 'portal';
    const query = Object.fromEntries(USUAL_NAMES.map((name) => [name, sent[name]]));
    const request = readPeriod(query, today(viewer.organisation?.timeZone ?? 'UTC'));
    const { range, customer, site, fault } = request;
    const back = (key: string, values = {}) =>
      new Redirect(periodHref(`/${room}/duty-of-care`, request), say(key, values), 'attention');
    if (fault) return back(`sections.period.wrong.${fault}.title`);
    if (staff && !customer) return back('duty-of-care.whose.title');
    const looking = staff ? 'staff' : (viewer.portal as PortalFacts);
    const { papers, licences, movements } = await this.queries.pack(request, looking);
    const files = papers.count + (licences?.count ?? 0);
    if (files + movements.count === 0) return back('duty-of-care.pack.nothing');
    const reader = staff ? 'staff' : { facts: viewer.portal as PortalFacts, scope: viewer.scope };
    if (beyond(await this.contents.size(request, reader), MOST_PACKED))
      return back('duty-of-care.pack.tooLarge', { most: MOST_PACKED.documents });
    const asked = { ...range, ...(customer ? { customer } : {}), ...(site ? { site } : {}) };
    await this.exports.ask(viewer, { key: PACK }, 'zip', asked, files);
    return new Redirect(`/${room}/exports`, say('duty-of-care.pack.asked'));
  }
}
