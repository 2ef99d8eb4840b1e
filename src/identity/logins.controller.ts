import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { Staff, Viewer } from '../access/access.decorators.js';
import type { Viewer as ViewerFacts } from '../access/viewer.js';
import { Outbox } from '../mail/outbox.service.js';
import { NotFound, say } from '../platform/errors.js';
import { again } from '../platform/http/forms.js';
import { ListMemory } from '../platform/lists/list-memory.js';
import { openList } from '../platform/lists/office-list.js';
import { Redirect, type Page } from '../platform/pages/page.js';
import { LoginAdministration } from './login-administration.service.js';
import { copyLoginPage, newLoginPage } from './login-form.view.js';
import { LoginQueries, type LoginRow } from './login.queries.js';
import { mustBeWithin } from './login-rights.js';
import { LoginPages } from './login.pages.js';
import { readNewLogin, typedLogin } from './logins.forms.js';
import { LoginsListQueries } from './logins-list.queries.js';
import { loginHref, LOGINS_LIST, loginsPage } from './logins-list.view.js';

type Sent = Readonly<Record<string, unknown>> | undefined;

/** Administrator > Logins: the list, a new login, and the page of one. */
@Controller('admin/logins')
@Staff('logins.write')
export class LoginsController {
  constructor(
    private readonly lists: LoginsListQueries,
    private readonly queries: LoginQueries,
    private readonly logins: LoginAdministration,
    private readonly pages: LoginPages,
    private readonly outbox: Outbox,
    private readonly memory: ListMemory,
  ) {}

  @Get()
  async list(
    @Viewer() viewer: ViewerFacts,
    @Query() sent: Readonly<Record<string, unknown>>,
  ): Promise<Page | Redirect> {
    const opened = await openList(LOGINS_LIST, this.memory, sent, viewer);
    if (opened instanceof Redirect) return opened;
    const { query } = opened;
    const [counts, page] = await Promise.all([this.lists.counts(query), this.lists.list(query)]);
    return loginsPage(opened, counts, page);
  }

  @Get('new')
  blank(): Page {
    return newLoginPage(typedLogin({}));
  }

  @Post()
  async add(@Viewer() viewer: ViewerFacts, @Body() sent: Sent): Promise<Page | Redirect> {
    const typed = typedLogin(sent ?? {});
    try {
      const login = await readNewLogin({ ...sent, id: typed.id });
      await this.logins.add(viewer, login, typed.forPortal);
      return new Redirect(loginHref(typed.id), say('identity.logins.added', { name: login.name }));
    } catch (error) {
      return again(error, (errors) => newLoginPage(typed, errors));
    }
  }

  @Get(':id')
  show(@Viewer() viewer: ViewerFacts, @Param('id') id: string, @Query('of') of: unknown): Promise<Page> {
    return this.pages.page(id, viewer, of === 'consolidated-account' ? { of } : {});
  }

  @Post(':id')
  change(
    @Viewer() viewer: ViewerFacts,
    @Param('id') id: string,
    @Body() sent: Sent,
  ): Promise<Page | Redirect> {
    return this.pages.change(id, viewer, sent ?? {});
  }

  @Get(':id/copy')
  async blankCopy(@Viewer() viewer: ViewerFacts, @Param('id') id: string): Promise<Page> {
    return copyLoginPage(await this.original(viewer, id), typedLogin({}));
  }

  @Post(':id/copy')
  async copy(
    @Viewer() viewer: ViewerFacts,
    @Param('id') id: string,
    @Body() sent: Sent,
  ): Promise<Page | Redirect> {
    const from = await this.original(viewer, id);
    const typed = typedLogin(sent ?? {});
    try {
      const login = await readNewLogin({ ...sent, id: typed.id });
      await this.logins.copy(viewer, id, login);
      return this.outbox.leadOn(loginHref(typed.id), 'identity.logins.copy.done', { email: login.email });
    } catch (error) {
      return again(error, (errors) => copyLoginPage(from, typed, errors));
    }
  }

  /** Only staff are duplicated: what a customer's person sees is given customer by customer. */
  private async original(viewer: ViewerFacts, id: string): Promise<LoginRow> {
    const from = await this.queries.get(id);
    if (from.kind !== 'staff') throw new NotFound();
    mustBeWithin(from, viewer);
    return from;
  }
}
