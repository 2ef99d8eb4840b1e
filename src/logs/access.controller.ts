import { Body, Controller, Get, Param, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Staff, Viewer } from '../access/access.decorators.js';
import { may, type Viewer as ViewerFacts } from '../access/viewer.js';
import { AccessLog } from '../audit/access-log.service.js';
import { CustomerPages } from '../customers/customer-pages.js';
import { CustomersQueries } from '../customers/customers.queries.js';
import { Conflict, Invalid, say } from '../platform/errors.js';
import { Page, Redirect } from '../platform/pages/page.js';
import { AccessCsv, OFFICE_COLUMNS } from './access.csv.js';
import { readAccessFilters, type AccessFilters } from './access.filters.js';
import { AccessPresenter } from './access.presenter.js';
import { AccessQueries } from './access.queries.js';
import { accessList, ACCESS_LOG, KEEPING, OFFICE_LIST, type AccessPlace } from './access.view.js';
import { AuditPresenter } from './audit.presenter.js';
import { AUDIT } from './audit.view.js';
import { csvHeaders } from '../platform/csv.js';
import { keepingPage, removalPage } from './keeping.view.js';
import { Keeping, WouldRemove } from './keeping.service.js';

type Sent = Readonly<Record<string, unknown>>;

/** Who signed in, opened and downloaded what: of everybody, and of one customer. */
@Controller('admin')
export class AccessController {
  constructor(
    private readonly queries: AccessQueries,
    private readonly presenter: AccessPresenter,
    private readonly csv: AccessCsv,
    private readonly log: AccessLog,
    private readonly organisation: AuditPresenter,
    private readonly customers: CustomersQueries,
    private readonly pages: CustomerPages,
    private readonly keeping: Keeping,
  ) {}

  @Get('access-log')
  @Staff('audit.read')
  async all(@Viewer() viewer: ViewerFacts, @Query() sent: Sent): Promise<Page> {
    const { months } = await this.keeping.now();
    return this.list(await this.filters(sent, viewer), {
      ...OFFICE_LIST,
      path: ACCESS_LOG,
      columns: ['at', 'who', 'what', 'customer', 'address'],
      head: { title: say('logs.access.title'), purpose: say('logs.access.purpose') },
      kept: {
        text: say('logs.access.kept', { count: months }),
        href: may(viewer, 'settings.write') ? KEEPING : null,
      },
    });
  }

  @Get('access-log.csv')
  @Staff('audit.read')
  async download(
    @Viewer() viewer: ViewerFacts,
    @Query() sent: Sent,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.send(await this.filters(sent, viewer), viewer, sent, reply);
  }

  @Get('access-log/keeping')
  @Staff('settings.write')
  async keepingForm(): Promise<Page> {
    return keepingPage(await this.keeping.now());
  }

  @Post('access-log/keeping')
  @Staff('settings.write')
  async keep(@Viewer() viewer: ViewerFacts, @Body() sent: Sent | undefined): Promise<Page | Redirect> {
    const { months = '', version = '', confirmed } = (sent ?? {}) as Record<string, string>;
    try {
      const count = await this.keeping.change(viewer, String(months), Number(version), confirmed === 'yes');
      return new Redirect(ACCESS_LOG, say('logs.access.keep.saved', { count }));
    } catch (error) {
      if (error instanceof WouldRemove) return removalPage(error, Number(version));
      const now = await this.keeping.now();
      if (error instanceof Conflict) return keepingPage(now, { months: String(months), status: 409 });
      if (!(error instanceof Invalid)) throw error;
      return keepingPage(
        { ...now, version: Number(version) || now.version },
        { months: String(months), errors: error.fields, status: 422 },
      );
    }
  }

  @Get('customers/:id/activity')
  @Staff('access.write')
  async ofCustomer(
    @Viewer() viewer: ViewerFacts,
    @Param('id') id: string,
    @Query() sent: Sent,
  ): Promise<Page> {
    const customer = await this.customers.get(id);
    const filters = { ...(await this.filters(sent, viewer)), customerId: customer.id };
    const history = {
      label: say('logs.access.history'),
      href: `${AUDIT}?${new URLSearchParams({ customer: customer.reference })}`,
      icon: 'audit',
      kind: 'secondary',
    } as const;
    return this.list(filters, {
      ...OFFICE_LIST,
      path: `/admin/customers/${customer.id}/activity`,
      columns: ['at', 'who', 'what', 'address'],
      head: {
        ...this.pages.head(customer, viewer, 'activity'),
        ...(may(viewer, 'audit.read') ? { moreActions: [history] } : {}),
      },
      kept: null,
    });
  }

  @Get('customers/:id/activity.csv')
  @Staff('access.write')
  async downloadOfCustomer(
    @Viewer() viewer: ViewerFacts,
    @Param('id') id: string,
    @Query() sent: Sent,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const customer = await this.customers.get(id);
    const filters = { ...(await this.filters(sent, viewer)), customerId: customer.id };
    await this.send(filters, viewer, { ...sent, customer: customer.reference }, reply);
  }

  private async list(filters: AccessFilters, place: AccessPlace): Promise<Page> {
    const page = await this.queries.list(filters);
    const [count, rows] = await Promise.all([
      this.queries.count(filters),
      this.presenter.readable(page.rows),
    ]);
    return new Page('logs/access', accessList(place, filters, count, rows, page));
  }

  private async send(
    filters: AccessFilters,
    viewer: ViewerFacts,
    query: Sent,
    reply: FastifyReply,
  ): Promise<void> {
    const { customerId } = filters;
    await this.log.handOut(
      viewer,
      {
        action: 'log.downloaded',
        subject: { kind: 'access-log' },
        ...(customerId ? { customerId } : {}),
        after: { log: 'access', query },
      },
      { kind: 'download', section: 'access-log' },
    );
    const text = this.csv.stream(filters.query, OFFICE_COLUMNS, async (query, size) => {
      const page = await this.queries.list({ ...filters, query }, size);
      return { rows: await this.presenter.readable(page.rows), after: page.after };
    });
    void reply.headers(csvHeaders('access-log.csv')).send(text);
  }

  private async filters(sent: Sent, viewer: ViewerFacts): Promise<AccessFilters> {
    return readAccessFilters(sent, (await this.organisation.organisation(viewer)).timeZone);
  }
}
