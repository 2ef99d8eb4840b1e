import { Injectable } from '@nestjs/common';
import { decidePortalAccess } from '../access/decision.js';
import type { PortalFacts } from '../access/facts.js';
import type { Viewer } from '../access/viewer.js';
import { CustomerPages } from '../customers/customer-pages.js';
import { CustomersQueries } from '../customers/customers.queries.js';
import { today } from '../platform/calendar.js';
import { say } from '../platform/errors.js';
import { Page, Redirect } from '../platform/pages/page.js';
import { customerChoices, ListChoices } from '../sections/engine/list.choices.js';
import { sharedWith } from '../sections/engine/list.reach.js';
import { customerOf, ListSites, type SitesOf } from '../sections/engine/list.sites.js';
import { FAULT_STATUS, readPeriod, type PeriodRequest } from '../sections/period/period.request.js';
import { DutyOfCareQueries, type Looking } from './duty-of-care.queries.js';
import { dutyOfCareView, type DutyOfCareContext } from './duty-of-care.view.js';

type Query = Readonly<Record<string, unknown>>;

/** Reads the request, asks what is there and what is missing, and makes the page. */
@Injectable()
export class DutyOfCarePages {
  constructor(
    private readonly queries: DutyOfCareQueries,
    private readonly choices: ListChoices,
    private readonly sites: ListSites,
    private readonly customers: CustomersQueries,
    private readonly customerPages: CustomerPages,
  ) {}

  async page(query: Query, viewer: Viewer): Promise<Page | Redirect> {
    const staff = viewer.kind === 'staff';
    const named = await this.sites.named(
      `/${staff ? 'admin' : 'portal'}/duty-of-care`,
      query,
      this.sitesOf(query, viewer),
    );
    if (named) return named;
    const day = today(viewer.organisation?.timeZone ?? 'UTC');
    const request = readPeriod(query, day);
    const looking = staff ? 'staff' : (viewer.portal as PortalFacts);
    // Staff look at one customer: an inspection is of one, and nobody waits for the jobs of all.
    const ready = !request.fault && (!staff || request.customer !== undefined);
    const found = ready ? await this.found(request, looking) : undefined;
    const context = staff
      ? await this.staffContext(request, viewer, day)
      : await this.portalContext(request, viewer, day);
    return new Page('documents/duty-of-care', dutyOfCareView(request, found, context), {
      status: FAULT_STATUS[request.fault ?? 'none'],
    });
  }

  private async found(request: PeriodRequest, looking: Looking) {
    const gaps = await this.queries.gaps(request, looking);
    const evidence = await this.queries.evidence(request, looking);
    return { gaps, ...evidence, looked: await this.queries.looked(request, looking) };
  }

  private sitesOf(query: Query, { kind, scope, portal }: Viewer): SitesOf {
    return kind === 'staff'
      ? { customerId: customerOf(query) }
      : sharedWith(scope, portal as PortalFacts, 'sites');
  }

  private async portalContext(
    { site }: PeriodRequest,
    viewer: Viewer,
    day: string,
  ): Promise<DutyOfCareContext> {
    const facts = viewer.portal as PortalFacts;
    const shared = sharedWith(viewer.scope, facts, 'sites');
    const several = viewer.scope.length > 1;
    return {
      room: 'portal',
      today: day,
      canExport: decidePortalAccess('exports', facts).allowed,
      someSites: viewer.scope.some(({ sites }) => sites !== 'all'),
      whose: several ? say('duty-of-care.together', { count: viewer.scope.length }) : null,
      ...(await this.sites.offered(await this.choices.sitesWithin(shared), site, shared)),
      customers: several ? customerChoices(viewer.scope, facts) : [],
    };
  }

  private async staffContext(
    { customer, site }: PeriodRequest,
    viewer: Viewer,
    day: string,
  ): Promise<DutyOfCareContext> {
    const customers = await this.choices.customers();
    const sites = customer ? await this.choices.sitesOf(customer) : { choices: [], many: false };
    const head =
      customer && this.customerPages.head(await this.customers.get(customer), viewer, 'duty-of-care');
    return {
      room: 'admin',
      today: day,
      canExport: true,
      someSites: false,
      whose: null,
      ...(await this.sites.offered(sites, site, { customerId: customer })),
      customers: customers.length > 0 || !customer ? customers : await this.choices.customer(customer),
      ...(head ? { head } : {}),
    };
  }
}
