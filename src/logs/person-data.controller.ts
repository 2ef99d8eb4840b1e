import { Readable } from 'node:stream';
import { Controller, Get, Param, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Staff, Viewer } from '../access/access.decorators.js';
import type { Viewer as ViewerFacts } from '../access/viewer.js';
import { AccessLog } from '../audit/access-log.service.js';
import { mustBeWithin, permissionsOf } from '../identity/login-rights.js';
import { LOGINS } from '../identity/logins-list.view.js';
import { Database } from '../platform/database/database.js';
import { Conflict, say } from '../platform/errors.js';
import { Redirect, type Page } from '../platform/pages/page.js';
import { Erasure } from './erasure.service.js';
import { HeldPresenter } from './held.presenter.js';
import { HeldQueries, type HeldLogin } from './held.queries.js';
import { erasurePage, heldHref, heldPage } from './person-data.view.js';

/** As many rows of each kind as the page shows; the file has all. */
const SHOWN = 20;

/** *Everything we hold on this person*, and *Erase this person*. */
@Controller('admin/logins/:id')
@Staff('logins.write')
export class PersonDataController {
  constructor(
    private readonly held: HeldQueries,
    private readonly presenter: HeldPresenter,
    private readonly erasure: Erasure,
    private readonly log: AccessLog,
    private readonly database: Database,
  ) {}

  @Get('held')
  async page(@Viewer() viewer: ViewerFacts, @Param('id') id: string): Promise<Page> {
    const login = await this.looked(viewer, id);
    await this.note(viewer, login.id, 'page');
    const places = await this.held.places();
    const parts = await Promise.all(places.map((place) => this.held.part(login, place, SHOWN)));
    return heldPage(login, await this.presenter.readable(viewer, login, parts));
  }

  @Get('held.json')
  async file(
    @Viewer() viewer: ViewerFacts,
    @Param('id') id: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const login = await this.looked(viewer, id);
    await this.note(viewer, login.id, 'file');
    void reply
      .headers({
        'content-type': 'application/json; charset=utf-8',
        'content-disposition': `attachment; filename="person-${login.id}.json"`,
      })
      .send(Readable.from(this.held.json(login), { objectMode: false }));
  }

  @Get('erasure')
  async confirm(@Param('id') id: string): Promise<Page> {
    const login = await this.held.login(id);
    const accesses = await this.held.accesses(login.id);
    return erasurePage(login, accesses);
  }

  @Post('erasure')
  async erase(@Viewer() viewer: ViewerFacts, @Param('id') id: string): Promise<Redirect> {
    try {
      await this.erasure.erase(viewer, id);
      return new Redirect(LOGINS, say('logs.erase.done'));
    } catch (error) {
      if (error instanceof Conflict) return new Redirect(heldHref(id), error.text, 'attention');
      throw error;
    }
  }

  /** What is held of a person shows what they did: nobody reads it of those who may do more. @throws Forbidden */
  private async looked(viewer: ViewerFacts, id: string): Promise<HeldLogin> {
    const login = await this.held.login(id);
    const permissions = await permissionsOf(login.id, (text, values) => this.database.rows(text, values));
    mustBeWithin({ permissions }, viewer);
    return login;
  }

  private note(viewer: ViewerFacts, loginId: string, as: string): Promise<void> {
    return this.log.handOut(
      viewer,
      { action: 'login.data-handed-out', subject: { kind: 'login', id: loginId }, after: { as } },
      { kind: 'download', section: 'held' },
    );
  }
}
