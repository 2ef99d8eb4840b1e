import { Controller, Get, Param, Post, Query } from '@nestjs/common';
import { Staff, Viewer } from '../access/access.decorators.js';
import { may, type Viewer as ViewerFacts } from '../access/viewer.js';
import { say } from '../platform/errors.js';
import { ListMemory } from '../platform/lists/list-memory.js';
import { openList } from '../platform/lists/office-list.js';
import { Page, Redirect } from '../platform/pages/page.js';
import { verbatim } from '../platform/pages/words.js';
import { INVITATIONS_LIST, invitationsList, portalUserHref } from './invitations-list.view.js';
import { InvitationsListQueries } from './invitations-list.queries.js';
import { InvitationsQueries } from './invitations.queries.js';
import { Invitations } from './invitations.service.js';

@Controller('admin/invitations')
export class InvitationsController {
  constructor(
    private readonly lists: InvitationsListQueries,
    private readonly queries: InvitationsQueries,
    private readonly invitations: Invitations,
    private readonly memory: ListMemory,
  ) {}

  @Get()
  @Staff('customers.read')
  async list(
    @Viewer() viewer: ViewerFacts,
    @Query() sent: Readonly<Record<string, unknown>>,
  ): Promise<Page | Redirect> {
    const opened = await openList(INVITATIONS_LIST, this.memory, sent, viewer);
    if (opened instanceof Redirect) return opened;
    const { query } = opened;
    const [counts, page, inviters] = await Promise.all([
      this.lists.counts(query),
      this.lists.list(query),
      this.queries.inviters(),
    ]);
    const mayChange = may(viewer, 'access.write');
    return new Page(
      'platform/office-list',
      invitationsList({ opened, counts, page, inviters, mayChange, now: new Date() }),
    );
  }

  /** What will happen, before it does. */
  @Get(':id/revocation')
  @Staff('access.write')
  async confirm(@Param('id') id: string): Promise<Page> {
    const { email, customer, portalUserId } = await this.queries.get(id);
    const back = { label: verbatim(email), href: portalUserHref(portalUserId) };
    return new Page('platform/confirm', {
      head: { title: say('invitations.revoke.title', { email }), back },
      confirm: {
        text: say('invitations.revoke.text', { email, customer }),
        points: [say('invitations.revoke.again')],
        action: `/admin/invitations/${id}/revocation`,
        button: say('invitations.revoke.button', { email }),
        danger: true,
        back: { label: say('platform.confirm.back'), href: back.href },
      },
    });
  }

  @Post(':id/revocation')
  @Staff('access.write')
  async revoke(@Viewer() viewer: ViewerFacts, @Param('id') id: string): Promise<Redirect> {
    const { portalUserId } = await this.queries.get(id);
    const { email } = await this.invitations.revoke(viewer, id);
    return new Redirect(portalUserHref(portalUserId), say('invitations.revoke.done', { email }));
  }
}
