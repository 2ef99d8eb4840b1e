import { Injectable } from '@nestjs/common';
import type { PortalFacts } from '../access/facts.js';
import type { Viewer } from '../access/viewer.js';
import { CustomerPages } from '../customers/customer-pages.js';
import { CustomersQueries } from '../customers/customers.queries.js';
import { today } from '../platform/calendar.js';
import { say } from '../platform/errors.js';
import { Page, Redirect } from '../platform/pages/page.js';
import { ListPlaces } from '../sections/engine/list.places.js';
import { narrowedTo, sharedWith } from '../sections/engine/list.reach.js';
import { PeriodOffers } from '../sections/period/period.offers.js';
import { FAULT_STATUS, readPeriod, type PeriodRequest } from '../sections/period/period.request.js';
import { DutyOfCareQueries, type Looking } from './duty-of-care.queries.js';
import { dutyOfCareView, type DutyOfCare, type DutyOfCareContext } from './duty-of-care.view.js';

type Query = Readonly<Record<string, unknown>>;

/** Reads the request, asks what is there and what is missing, and makes the page. */
@Injectable()
export class DutyOfCarePages {
  constructor(
    private readonly queries: DutyOfCareQueries,
    private readonly offers: PeriodOffers,
    private readonly places: ListPlaces,
    private readonly customers: CustomersQueries,
    private readonly customerPages: CustomerPages,
  ) {}

  async page(query: Query, viewer: Viewer): Promise<Page | Redirect> {
    const staff = viewer.kind === 'staff';
    const path = `/${staff ? 'admin' : 'portal'}/duty-of-care`;
    const named = await this.places.named(path, query, viewer);
    if (named) return named;
    const day = today(viewer.organisation?.timeZone ?? 'UTC');
    const request = readPeriod(query, day);
    const looking = staff ? 'staff' : (viewer.portal as PortalFacts);
    // Staff look at one customer: an inspection is of one, and nobody waits for the jobs of all.
    const ready = !request.fault && (!staff || request.customer !== undefined);
    const shown = narrowedTo(viewer.scope, request);
    const mayTake = staff || sharedWith(shown, looking as PortalFacts, 'exports').length > 0;
    const found = ready ? await this.found(request, looking, mayTake) : undefined;
    const context = staff
      ? await this.staffContext(request, viewer, day)
      : await this.portalContext(request, viewer, day);
    return new Page('documents/duty-of-care', dutyOfCareView(request, found, context), {
      status: FAULT_STATUS[request.fault ?? 'none'],
    });
  }

  private async found(request: PeriodRequest, looking: Looking, mayTake: boolean): Promise<DutyOfCare> {
    return {
      gaps: await this.queries.gaps(request, looking),
      looked: await this.queries.looked(request, looking),
      pack: mayTake ? await this.queries.pack(request, looking) : undefined,
    };
  }

  private async portalContext(
    request: PeriodRequest,
    viewer: Viewer,
    day: string,
  ): Promise<DutyOfCareContext> {
    const count = viewer.scope.length;
    const taken = sharedWith(viewer.scope, viewer.portal as PortalFacts, 'exports').length;
    return {
      room: 'portal',
      today: day,
      packOf: taken < count ? say('duty-of-care.pack.some', { of: taken, customers: count }) : null,
      someSites: viewer.scope.some(({ sites }) => sites !== 'all'),
      whose: count > 1 ? say('duty-of-care.together', { count }) : null,
      ...(await this.offers.of(request, viewer)),
    };
  }

  private async staffContext(
    request: PeriodRequest,
    viewer: Viewer,
    day: string,
  ): Promise<DutyOfCareContext> {
    const customer = request.customer && (await this.customers.get(request.customer));
    return {
      room: 'admin',
      today: day,
      packOf: null,
      someSites: false,
      whose: null,
      ...(await this.offers.of(request, viewer)),
      ...(customer ? { head: this.customerPages.head(customer, viewer, 'duty-of-care') } : {}),
    };
  }
}
