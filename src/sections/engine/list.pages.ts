import { Injectable } from '@nestjs/common';
import type { PortalFacts } from '../../access/facts.js';
import type { Viewer } from '../../access/viewer.js';
import { Cursors } from '../../platform/lists/cursors.js';
import type { CustomerScope } from '../../platform/database/portal-reads.js';
import { Page } from '../../platform/pages/page.js';
import { field, type Field } from './field.js';
import { hiddenInList, nothingHidden } from './hidden-fields.js';
import { choicesOf, customerChoices, ListChoices, sitesToChoose } from './list.choices.js';
import { ListAboveQueries } from './list.above.js';
import { ListQueries } from './list.queries.js';
import { sharedWith } from './list.reach.js';
import { readListRequest, type ListRequest } from './list.request.js';
import { ListSumsQueries } from './list.sums.js';
import { listView, type ListContext } from './list.view.js';
import { orderOf, type Section } from './section.js';

type Query = Readonly<Record<string, unknown>>;

/** Makes list pages: reads the request, asks the queries, hands rows to the view. */
@Injectable()
export class ListPages {
  constructor(
    private readonly queries: ListQueries,
    private readonly cursors: Cursors,
    private readonly choices: ListChoices,
    private readonly sums: ListSumsQueries,
    private readonly above: ListAboveQueries,
  ) {}

  async forPortal(section: Section, query: Query, viewer: Viewer): Promise<Page> {
    const facts = viewer.portal as PortalFacts;
    const hidden = hiddenInList(facts, viewer.scope, query);
    const several = viewer.scope.length > 1;
    const request = withCustomer(readListRequest(section, query, this.cursors, hidden), several);
    const choosing = sharedWith(viewer.scope, facts, 'sites');
    // Where the list is narrowed, so is what its transaction may read; all sites are still there to choose from.
    const narrowed = request.site !== undefined || request.customer !== undefined;
    const beside = (one: CustomerScope) =>
      !narrowed && choosing.some(({ customerId }) => customerId === one.customerId)
        ? sitesToChoose(one)
        : undefined;
    const page = await this.queries.forPortal(section, request, viewer.scope, facts, beside);
    const context: ListContext = {
      room: 'portal',
      sites: narrowed ? await this.choices.sitesWithin(choosing) : choicesOf(page.beside),
      customers: several ? customerChoices(viewer.scope, facts) : [],
      limitedToSites: viewer.scope.every((one) => one.sites !== 'all'),
      canExport: sharedWith(viewer.scope, facts, 'exports').length > 0,
      canAdd: false,
      writeCursor: (place) => this.cursors.pack(orderOf(section, request.sorting), place),
      hidden,
      sums: await this.sums.forPortal(section, request, viewer.scope, page.total, facts),
      above: await this.above.forPortal(section, request, viewer.scope, facts),
    };
    return new Page('sections/list', listView(section, request, page, context));
  }

  async forStaff(section: Section, query: Query): Promise<Page> {
    const request = withCustomer(readListRequest(section, query, this.cursors, nothingHidden), true);
    const page = await this.queries.forStaff(section, request);
    const context: ListContext = {
      room: 'admin',
      sites: request.customer ? await this.choices.sitesOf(request.customer) : [],
      customers: request.customer ? await this.choices.customer(request.customer) : [],
      limitedToSites: false,
      canExport: true,
      canAdd: false,
      writeCursor: (place) => this.cursors.pack(orderOf(section, request.sorting), place),
      hidden: nothingHidden,
      sums: await this.sums.forStaff(section, request, page.total),
      above: await this.above.forStaff(section, request),
    };
    return new Page('sections/list', listView(section, request, page, context));
  }
}

const CUSTOMER: Field = field.customer();

/** Where records of several customers stand together, each row names its customer. */
export function withCustomer(request: ListRequest, several: boolean): ListRequest {
  if (!several || request.columns.some(({ kind }) => kind === 'customer')) return request;
  const [reference, ...others] = request.columns;
  return { ...request, columns: reference ? [reference, CUSTOMER, ...others] : [CUSTOMER] };
}
