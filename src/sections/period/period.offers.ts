import { Injectable } from '@nestjs/common';
import type { PortalFacts } from '../../access/facts.js';
import type { Viewer } from '../../access/viewer.js';
import { customerChoices, ListChoices } from '../engine/list.choices.js';
import { ListCustomers } from '../engine/list.customers.js';
import { sharedWith } from '../engine/list.reach.js';
import { ListSites } from '../engine/list.sites.js';
import type { PeriodContext } from './period.form.js';
import type { PeriodRequest } from './period.request.js';

/** What the form of a page over days offers: the customers and sites that whoever looks may mean. */
@Injectable()
export class PeriodOffers {
  constructor(
    private readonly choices: ListChoices,
    private readonly sites: ListSites,
    private readonly customers: ListCustomers,
  ) {}

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
    const sites = customer ? await this.choices.sitesOf(customer) : { choices: [], many: false };
    return {
      ...(await this.sites.offered(sites, site, { customerId: customer })),
      ...(await this.customers.offered(customer)),
    };
  }
}
