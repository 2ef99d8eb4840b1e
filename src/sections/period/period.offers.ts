import { Injectable } from '@nestjs/common';
import type { PortalFacts } from '../../access/facts.js';
import type { Viewer } from '../../access/viewer.js';
import type { Redirect } from '../../platform/pages/page.js';
import { customerChoices, ListChoices } from '../engine/list.choices.js';
import { sharedWith } from '../engine/list.reach.js';
import { customerOf, ListSites, type SitesOf } from '../engine/list.sites.js';
import type { PeriodContext } from './period.form.js';
import type { PeriodRequest } from './period.request.js';

type Query = Readonly<Record<string, unknown>>;

/** What the form of a page over days offers: the customers and sites that whoever looks may mean. */
@Injectable()
export class PeriodOffers {
  constructor(
    private readonly choices: ListChoices,
    private readonly sites: ListSites,
  ) {}

  /** The same address by the site that somebody named in it, where there is just one that they can mean. */
  named(path: string, query: Query, viewer: Viewer): Promise<Redirect | undefined> {
    return this.sites.named(path, query, sitesOf(query, viewer));
  }

  /** The one site of this reference or name. */
  meant(query: Query, viewer: Viewer): Promise<string | undefined> {
    return this.sites.meant(query['site'], sitesOf(query, viewer));
  }

  of(request: PeriodRequest, viewer: Viewer): Promise<Omit<PeriodContext, 'today'>> {
    return viewer.kind === 'staff' ? this.forStaff(request) : this.forPortal(request, viewer);
  }

  private async forPortal({ site }: PeriodRequest, { scope, portal }: Viewer) {
    const facts = portal as PortalFacts;
    const shared = sharedWith(scope, facts, 'sites');
    return {
      ...(await this.sites.offered(await this.choices.sitesWithin(shared), site, shared)),
      customers: scope.length > 1 ? customerChoices(scope, facts) : [],
    };
  }

  private async forStaff({ customer, site }: PeriodRequest) {
    const customers = await this.choices.customers();
    const sites = customer ? await this.choices.sitesOf(customer) : { choices: [], many: false };
    return {
      ...(await this.sites.offered(sites, site, { customerId: customer })),
      customers: customers.length > 0 || !customer ? customers : await this.choices.customer(customer),
    };
  }
}

/** Whose sites somebody may mean by a name: those that they may read of. */
function sitesOf(query: Query, { kind, scope, portal }: Viewer): SitesOf {
  return kind === 'staff'
    ? { customerId: customerOf(query) }
    : sharedWith(scope, portal as PortalFacts, 'sites');
}
