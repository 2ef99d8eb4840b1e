import { Injectable } from '@nestjs/common';
import { decidePortalAccess, type RecordScope } from '../../access/decision.js';
import type { PortalFacts } from '../../access/facts.js';
import type { Viewer } from '../../access/viewer.js';
import { Database } from '../../platform/database/database.js';
import { PortalReads } from '../../platform/database/portal-reads.js';
import { Page } from '../../platform/pages/page.js';
import { verbatim } from '../../platform/pages/words.js';
import { Cursors } from './cursors.js';
import { field, type Field } from './field.js';
import { hiddenFrom, nothingHidden } from './hidden-fields.js';
import { ListQueries } from './list.queries.js';
import { readListRequest, type ListRequest } from './list.request.js';
import { listView, type Choice, type ListContext } from './list.view.js';
import type { Section } from './section.js';

type Query = Readonly<Record<string, unknown>>;
/** As many sites as a drop-down can hold; beyond that the search finds them. */
const MOST_CHOICES = 200;

/** Makes list pages: reads the request, asks the queries, hands rows to the view. */
@Injectable()
export class ListPages {
  constructor(
    private readonly queries: ListQueries,
    private readonly cursors: Cursors,
    private readonly portal: PortalReads,
    private readonly database: Database,
  ) {}

  async forPortal(section: Section, query: Query, viewer: Viewer): Promise<Page> {
    const facts = viewer.portal as PortalFacts;
    const hidden = hiddenFrom(facts);
    const several = viewer.scope.length > 1;
    const request = withCustomer(readListRequest(section, query, this.cursors, hidden), several);
    const page = await this.queries.forPortal(section, request, viewer.scope, facts);
    const sites = decidePortalAccess('sites', facts).scope;
    const context: ListContext = {
      room: 'portal',
      sites: sites.length > 0 ? await this.sitesWithin(viewer.scope) : [],
      customers: several ? customerChoices(viewer.scope, facts) : [],
      limitedToSites: viewer.scope.every((one) => one.sites !== 'all'),
      canExport: decidePortalAccess('exports', facts).allowed,
      canAdd: false,
      writeCursor: (cursor) => this.cursors.write(section, request.sorting, cursor),
      hidden,
    };
    return new Page('sections/list', listView(section, request, page, context));
  }

  async forStaff(section: Section, query: Query): Promise<Page> {
    const request = withCustomer(readListRequest(section, query, this.cursors, nothingHidden), true);
    const page = await this.queries.forStaff(section, request);
    const context: ListContext = {
      room: 'admin',
      sites: request.customer ? await this.sitesOf(request.customer) : [],
      customers: await this.customerOf(request),
      limitedToSites: false,
      canExport: true,
      canAdd: false,
      writeCursor: (cursor) => this.cursors.write(section, request.sorting, cursor),
      hidden: nothingHidden,
    };
    return new Page('sections/list', listView(section, request, page, context));
  }

  private async sitesWithin(scope: RecordScope): Promise<Choice[]> {
    const found: Choice[] = [];
    for (const one of scope) {
      const rows = await this.portal.within(one, (ask) =>
        ask<SiteRow>(SITES, [one.customerId, one.sites === 'all' ? null : one.sites], 'sites to choose from'),
      );
      found.push(...rows.map(choice));
    }
    return found.length > MOST_CHOICES ? [] : found;
  }

  private async sitesOf(customerId: string): Promise<Choice[]> {
    const rows = await this.database.rows<SiteRow>(SITES, [customerId, null], 'sites to choose from');
    return rows.length > MOST_CHOICES ? [] : rows.map(choice);
  }

  /** Staff come from a customer's page: the chip names it. */
  private async customerOf({ customer }: ListRequest): Promise<Choice[]> {
    if (!customer) return [];
    return (
      await this.database.rows<SiteRow>('select id, name from customers where id = $1', [customer])
    ).map(choice);
  }
}

interface SiteRow {
  readonly id: string;
  readonly name: string;
}

const SITES = `
  select id, name from sites
  where customer_id = $1 and deleted_at is null and ($2::uuid[] is null or id = any ($2::uuid[]))
  order by name_key, id limit ${MOST_CHOICES + 1}`;

const choice = ({ id, name }: SiteRow): Choice => ({ value: id, label: verbatim(name) });

function customerChoices(scope: RecordScope, facts: PortalFacts): Choice[] {
  const inScope = facts.customers.filter(({ id }) => scope.some(({ customerId }) => customerId === id));
  return inScope.map(choice);
}

const CUSTOMER: Field = field.customer();

/** Where records of several customers stand together, each row names its customer. */
function withCustomer(request: ListRequest, several: boolean): ListRequest {
  if (!several || request.columns.some(({ kind }) => kind === 'customer')) return request;
  const [reference, ...others] = request.columns;
  return { ...request, columns: reference ? [reference, CUSTOMER, ...others] : [CUSTOMER] };
}
