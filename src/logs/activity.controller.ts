import { Controller, Get, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { PortalManager, Viewer } from '../access/access.decorators.js';
import { decidePortalAccess } from '../access/decision.js';
import type { PortalFacts } from '../access/facts.js';
import type { Viewer as ViewerFacts } from '../access/viewer.js';
import { AccessLog } from '../audit/access-log.service.js';
import { csvHeaders } from '../platform/csv.js';
import { NotFound } from '../platform/errors.js';
import { Page } from '../platform/pages/page.js';
import { boundsOf } from '../portal-users/colleague-bounds.js';
import { AccessCsv, OWN_COLUMNS } from './access.csv.js';
import { AccessPresenter } from './access.presenter.js';
import { accessList } from './access.view.js';
import { readActivityFilters, type ActivityFilters, type OwnPerson } from './activity.filters.js';
import { ActivityQueries } from './activity.queries.js';
import { activityPlace } from './activity.view.js';
import { Keeping } from './keeping.service.js';

type Sent = Readonly<Record<string, unknown>>;

/** What a customer's own people did here, for its manager. For everybody else it does not exist. */
@Controller('portal')
export class ActivityController {
  constructor(
    private readonly queries: ActivityQueries,
    private readonly presenter: AccessPresenter,
    private readonly csv: AccessCsv,
    private readonly log: AccessLog,
    private readonly keeping: Keeping,
  ) {}

  @Get('activity')
  @PortalManager()
  async page(@Viewer() viewer: ViewerFacts, @Query() sent: Sent): Promise<Page> {
    const { filters, people } = await this.asked(viewer, sent);
    const page = await this.queries.list(filters);
    const [count, rows, { months }] = await Promise.all([
      this.queries.count(filters),
      this.presenter.readable(page.rows, 'portal'),
      this.keeping.now(),
    ]);
    const canDownload = decidePortalAccess('exports', viewer.portal as PortalFacts).allowed;
    const place = activityPlace({ people, canDownload, months });
    return new Page('logs/access', accessList(place, filters, count, rows, page));
  }

  @Get('activity.csv')
  @PortalManager('exports')
  async download(
    @Viewer() viewer: ViewerFacts,
    @Query() sent: Sent,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { filters } = await this.asked(viewer, sent);
    await this.log.handOut(
      viewer,
      {
        action: 'log.downloaded',
        subject: { kind: 'access-log' },
        customerId: filters.scope.customerId,
        after: { log: 'access', query: sent },
      },
      { kind: 'download', section: 'activity' },
    );
    const text = this.csv.stream(filters.query, OWN_COLUMNS, async (query, size) => {
      const page = await this.queries.list({ ...filters, query }, size);
      return { rows: await this.presenter.readable(page.rows, 'portal'), after: page.after };
    });
    void reply.headers(csvHeaders('activity.csv')).send(text);
  }

  /** @throws NotFound for those who are no managers, Refused for what the list does not know */
  private async asked(
    viewer: ViewerFacts,
    sent: Sent,
  ): Promise<{ filters: ActivityFilters; people: OwnPerson[] }> {
    const facts = viewer.portal;
    const bounds = boundsOf(facts);
    if (!facts || !bounds) throw new NotFound();
    const { customerId, sites, visible } = bounds;
    const people = await this.queries.people(customerId);
    return {
      people,
      filters: {
        ...readActivityFilters(sent, viewer.organisation?.timeZone ?? 'UTC', people),
        scope: {
          customerId,
          sites,
          accessId: facts.access?.id,
          open: ['activity', ...visible],
          people: people.flatMap(({ accesses }) => accesses),
        },
        visible,
      },
    };
  }
}
