import { Injectable } from '@nestjs/common';
import type { PortalFacts } from '../../access/facts.js';
import type { Viewer } from '../../access/viewer.js';
import { Redirect } from '../../platform/pages/page.js';
import { ListCustomers } from './list.customers.js';
import { sharedWith } from './list.reach.js';
import { customerOf, ListSites, type SitesOf } from './list.sites.js';

type Query = Readonly<Record<string, unknown>>;

/** Customers and sites that somebody names in an address, where there are too many to choose from. */
@Injectable()
export class ListPlaces {
  constructor(
    private readonly customers: ListCustomers,
    private readonly sites: ListSites,
  ) {}

  /** The query with the ids of the customer and of the site that are named in it, where there is just one that they can mean. */
  async meant(query: Query, viewer: Viewer): Promise<Query> {
    const customer = viewer.kind === 'staff' ? await this.customers.meant(query['customer']) : undefined;
    const whose = customer ? { ...query, customer } : query;
    const site = await this.sites.meant(query['site'], sitesOf(whose, viewer));
    if (site) return { ...whose, site };
    const isElsewhere =
      viewer.kind === 'staff' && (await this.sites.isElsewhere(whose['site'], customerOf(whose)));
    // Another customer was chosen: a site that is not theirs means nothing any more.
    return isElsewhere ? { ...whose, site: '' } : whose;
  }

  /** The same address with their ids, so that it means the same tomorrow; undefined where it stands as it is. */
  async named(base: string, query: Query, viewer: Viewer): Promise<Redirect | undefined> {
    const meant = await this.meant(query, viewer);
    if (meant === query || !Object.values(meant).every((value) => typeof value === 'string'))
      return undefined;
    const kept = Object.entries(meant as Record<string, string>).filter(([, value]) => value !== '');
    return new Redirect(`${base}?${new URLSearchParams(kept)}`);
  }
}

/** Whose sites somebody may mean by a name: those that they may read of. */
function sitesOf(query: Query, { kind, scope, portal }: Viewer): SitesOf {
  return kind === 'staff'
    ? { customerId: customerOf(query) }
    : sharedWith(scope, portal as PortalFacts, 'sites');
}
