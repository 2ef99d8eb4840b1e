import { Injectable } from '@nestjs/common';
import type { PortalFacts } from '../../access/facts.js';
import { may, type Viewer } from '../../access/viewer.js';
import type { Choice } from '../../platform/lists/choice.js';
import { Cursors } from '../../platform/lists/cursors.js';
import { sayingColumns } from '../../platform/lists/list-columns.js';
import { ListMemory, type Remembered } from '../../platform/lists/list-memory.js';
import { Page, type Redirect } from '../../platform/pages/page.js';
import { field, type Field } from './field.js';
import { hiddenFromStaff, hiddenInList } from './hidden-fields.js';
import { ListAboveQueries } from './list.above.js';
import { ListAddresses } from './list.addresses.js';
import {
  customerChoices,
  ListChoices,
  offeredChoices,
  offersOf,
  siteChoices,
  sitesToChoose,
} from './list.choices.js';
import { ListCustomers } from './list.customers.js';
import { keptQuery } from './list.href.js';
import { ListQueries, type ListPage } from './list.queries.js';
import { sharedWith } from './list.reach.js';
import { UnreadableFilters, type ListRequest } from './list.request.js';
import { ListPlaces } from './list.places.js';
import { ListSites } from './list.sites.js';
import { ListSumsQueries, NO_SUMS } from './list.sums.js';
import { listView, type ListContext } from './list.view.js';
import { orderOf, type Section } from './section.js';

type Query = Readonly<Record<string, unknown>>;

const NOTHING: ListPage = { rows: [], total: 0, earlier: false, later: false };

/** Makes list pages: reads the request, asks the queries, hands rows to the view. */
@Injectable()
export class ListPages {
  constructor(
    private readonly queries: ListQueries,
    private readonly cursors: Cursors,
    private readonly addresses: ListAddresses,
    private readonly choices: ListChoices,
    private readonly memory: ListMemory,
    private readonly sums: ListSumsQueries,
    private readonly above: ListAboveQueries,
    private readonly sites: ListSites,
    private readonly customers: ListCustomers,
    private readonly places: ListPlaces,
  ) {}

  async forPortal(section: Section, query: Query, viewer: Viewer): Promise<Page | Redirect> {
    const facts = viewer.portal as PortalFacts;
    const named = await this.places.named(`/portal/${section.key}`, query, viewer);
    if (named) return named;
    const choosing = sharedWith(viewer.scope, facts, 'sites');
    const hidden = hiddenInList(facts, viewer.scope, query);
    // Of an account every row names its customer, also where only one of them shows this section.
    const several = facts.customers.length > 1;
    const remembered = await this.memory.of(viewer, section.key);
    const { request, wrong } = this.read(section, query, viewer, remembered, several);
    const said = wrong ? undefined : sayingColumns(`/portal/${section.key}`, query, request);
    if (said) return said;
    // Where the list is narrowed, so is what its transaction may read; all sites are still there to choose from.
    const narrowed = request.site !== undefined || request.customer !== undefined;
    const offering = offersOf(section, hidden);
    const page = wrong
      ? { ...NOTHING, beside: [] }
      : await this.queries.forPortal(section, request, viewer.scope, facts, (one) => [
          ...offering.map(({ offers }) => offers({ ...one, portal: true })),
          ...(!narrowed && choosing.some(({ customerId }) => customerId === one.customerId)
            ? [sitesToChoose(one)]
            : []),
        ]);
    const offered = offering.map(({ name }, index): [string, Choice[]] => [
      name,
      offeredChoices(page.beside.map((rows) => rows[index] ?? [])),
    ]);
    const beside = page.beside.map((rows) => rows[offering.length] ?? []);
    const sites = narrowed || wrong ? await this.choices.sitesWithin(choosing) : siteChoices(beside);
    const context: ListContext = {
      room: 'portal',
      ...(await this.sites.offered(sites, request.site, choosing)),
      siteNames: await this.sites.namesIn(section, request, choosing),
      customers: viewer.scope.length > 1 ? customerChoices(viewer.scope, facts) : [],
      offered: Object.fromEntries(offered),
      limitedToSites: viewer.scope.every((one) => one.sites !== 'all'),
      canExport: sharedWith(viewer.scope, facts, 'exports').length > 0,
      hidden,
      sums:
        wrong || page.more
          ? NO_SUMS
          : await this.sums.forPortal(section, request, viewer.scope, page.total, facts),
      above: wrong ? [] : await this.above.forPortal(section, request, viewer.scope, facts),
      ...this.shared(section, request, viewer, remembered, wrong),
    };
    return listPage(section, request, page, context);
  }

  async forStaff(section: Section, query: Query, viewer: Viewer): Promise<Page | Redirect> {
    const named = await this.places.named(`/admin/${section.key}`, query, viewer);
    if (named) return named;
    const remembered = await this.memory.of(viewer, section.key);
    const { request, wrong } = this.read(section, query, viewer, remembered, true);
    const said = wrong ? undefined : sayingColumns(`/admin/${section.key}`, query, request);
    if (said) return said;
    const page = wrong ? NOTHING : await this.queries.forStaff(section, request);
    const { customer } = request;
    const hidden = hiddenFromStaff(viewer);
    const sites = customer ? await this.choices.sitesOf(customer) : { choices: [], many: false };
    const context: ListContext = {
      room: 'admin',
      ...(await this.sites.offered(sites, request.site, { customerId: customer })),
      siteNames: await this.sites.namesIn(section, request, { customerId: customer }),
      ...(await this.customers.offered(customer)),
      offered: await this.choices.offered(offersOf(section, hidden), customer),
      called: wrong || customer ? [] : await this.customers.called(request.q),
      limitedToSites: false,
      canExport: true,
      mayWrite: may(viewer, 'records.write'),
      mayImport: may(viewer, 'imports.run'),
      hidden,
      sums: wrong || page.more ? NO_SUMS : await this.sums.forStaff(section, request, page.total),
      above: wrong ? [] : await this.above.forStaff(section, request),
      ...this.shared(section, request, viewer, remembered, wrong),
    };
    return listPage(section, request, page, context);
  }

  private read(
    section: Section,
    query: Query,
    viewer: Viewer,
    { columns }: Remembered,
    several: boolean,
  ): { request: ListRequest; wrong?: UnreadableFilters } {
    try {
      return { request: withCustomer(this.addresses.read(section, query, viewer, columns), several) };
    } catch (error) {
      if (!(error instanceof UnreadableFilters)) throw error;
      return { request: withCustomer(error.request, several), wrong: error };
    }
  }

  private shared(
    section: Section,
    request: ListRequest,
    viewer: Viewer,
    remembered: Remembered,
    wrong: UnreadableFilters | undefined,
  ): Pick<ListContext, 'remembered' | 'kept' | 'writeCursor' | 'wrong'> {
    return {
      remembered,
      kept: (sent) => keptQuery(section, this.addresses.read(section, sent, viewer)),
      writeCursor: (place) => this.cursors.pack(orderOf(section, request.sorting), place),
      wrong,
    };
  }
}

/** A form whose values cannot be used is shown again, with what is the matter at each of them. */
const listPage = (section: Section, request: ListRequest, page: ListPage, context: ListContext): Page =>
  new Page('sections/list', listView(section, request, page, context), { status: context.wrong ? 400 : 200 });

/** On a phone too: whose a record is tells more than anything else of it. */
const CUSTOMER: Field = { ...field.customer(), list: 'telling' };

/** Where records of several customers stand together, each row names its customer. */
export function withCustomer(request: ListRequest, several: boolean): ListRequest {
  if (!several || request.columns.some(({ kind }) => kind === 'customer')) return request;
  const [reference, ...others] = request.columns;
  return { ...request, columns: reference ? [reference, CUSTOMER, ...others] : [CUSTOMER] };
}
