import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { Staff, Viewer } from '../access/access.decorators.js';
import type { Viewer as ViewerFacts } from '../access/viewer.js';
import { peopleHref } from '../customers/accounts/account-hrefs.js';
import { portalUserHref } from '../invitations/invitations-list.view.js';
import { Conflict, Invalid, say } from '../platform/errors.js';
import { ListMemory } from '../platform/lists/list-memory.js';
import { openList } from '../platform/lists/office-list.js';
import { Page, Redirect } from '../platform/pages/page.js';
import { offPage } from './off.view.js';
import { AccessIsOff } from './people.refusals.js';
import { People } from './people.service.js';
import { endPage } from './person-page.view.js';
import { PersonPages } from './person.pages.js';
import { choiceOf } from './portal-access.forms.js';
import { PortalUsersListQueries } from './portal-users-list.queries.js';
import { PORTAL_USERS, portalUsersList } from './portal-users-list.view.js';
import { PortalUsersQueries, type PersonRow } from './portal-users.queries.js';
import { PortalUsers } from './portal-users.service.js';

type Sent = Readonly<Record<string, unknown>> | undefined;

@Controller('admin/portal-users')
export class PortalUsersController {
  constructor(
    private readonly lists: PortalUsersListQueries,
    private readonly queries: PortalUsersQueries,
    private readonly users: PortalUsers,
    private readonly people: People,
    private readonly pages: PersonPages,
    private readonly memory: ListMemory,
  ) {}

  @Get()
  @Staff('customers.read')
  async list(@Viewer() viewer: ViewerFacts, @Query() sent: NonNullable<Sent>): Promise<Page | Redirect> {
    const opened = await openList(PORTAL_USERS, this.memory, sent, viewer);
    if (opened instanceof Redirect) return opened;
    const { query } = opened;
    const [counts, page] = await Promise.all([this.lists.counts(query), this.lists.list(query)]);
    return new Page('platform/office-list', portalUsersList(opened, counts, page, new Date()));
  }

  @Get(':id')
  @Staff('customers.read')
  async show(@Viewer() viewer: ViewerFacts, @Param('id') id: string): Promise<Page> {
    return this.pages.page(await this.queries.get(id), viewer);
  }

  @Post(':id')
  @Staff('access.write')
  async change(
    @Viewer() viewer: ViewerFacts,
    @Param('id') id: string,
    @Body() sent: Sent,
  ): Promise<Page | Redirect> {
    return this.pages.change(await this.queries.get(id), viewer, sent ?? {});
  }

  /** *Send invitation*, and *Send again*: `seen` is the version of the link that the page had shown. */
  @Post(':id/invitations')
  @Staff('access.write')
  async invite(
    @Viewer() viewer: ViewerFacts,
    @Param('id') id: string,
    @Body() sent: Sent,
  ): Promise<Page | Redirect> {
    const person = await this.queries.get(id);
    const backHref = peopleHref(person);
    const seen = Number(sent?.seen ?? person.tokenVersion ?? 0) || 0;
    try {
      const choice = choiceOf(sent ?? {}) === 'switch-on' ? 'switch-on' : 'ask';
      const mailed = await this.people.send(viewer, person.accountId, [{ id, seen }], choice);
      const words = mailed.length === 0 ? 'sentBefore' : person.noMailServer ? 'sentLater' : 'sentTo';
      const kind = words === 'sentLater' ? 'attention' : 'good';
      return new Redirect(backHref, say(`portal-users.person.${words}`, { email: person.email }), kind);
    } catch (error) {
      if (error instanceof AccessIsOff) return this.off(person, seen, viewer, error);
      if (error instanceof Invalid)
        return new Redirect(portalUserHref(id), Object.values(error.fields)[0] ?? error.text, 'attention');
      if (error instanceof Conflict) return new Redirect(backHref, error.text, 'attention');
      throw error;
    }
  }

  @Get(':id/end')
  @Staff('access.write')
  async confirmEnd(@Param('id') id: string): Promise<Page> {
    return endPage(await this.queries.get(id));
  }

  @Post(':id/end')
  @Staff('access.write')
  async end(@Viewer() viewer: ViewerFacts, @Param('id') id: string): Promise<Redirect> {
    const person = await this.queries.get(id);
    const { email, customer } = person;
    await this.users.end(viewer, id);
    return new Redirect(peopleHref(person), say('portal-users.end.done', { email, customer }));
  }

  private off(person: PersonRow, seen: number, viewer: ViewerFacts, { off }: AccessIsOff): Page {
    return offPage({
      off,
      name: person.customer,
      viewer,
      action: `${portalUserHref(person.id)}/invitations`,
      hidden: [{ name: 'seen', value: String(seen) }],
      emails: [person.email],
      saving: false,
      backHref: peopleHref(person),
    });
  }
}
