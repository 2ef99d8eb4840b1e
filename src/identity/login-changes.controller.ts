import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Staff, Viewer } from '../access/access.decorators.js';
import type { Viewer as ViewerFacts } from '../access/viewer.js';
import { Outbox } from '../mail/outbox.service.js';
import { Conflict, Invalid, say } from '../platform/errors.js';
import { Redirect, type Page } from '../platform/pages/page.js';
import { LoginAdministration } from './login-administration.service.js';
import { confirmLoginPage, confirmTwoStepEndPage } from './login-confirm.view.js';
import { LoginEnds } from './login-ends.service.js';
import { LoginQueries } from './login.queries.js';
import { LoginPages } from './login.pages.js';
import { readType } from './logins.forms.js';
import { loginHref } from './logins-list.view.js';

type Sent = Readonly<Record<string, unknown>> | undefined;

/** What is done to a login by a button of its page. */
@Controller('admin/logins/:id')
@Staff('logins.write')
export class LoginChangesController {
  constructor(
    private readonly queries: LoginQueries,
    private readonly logins: LoginAdministration,
    private readonly ends: LoginEnds,
    private readonly pages: LoginPages,
    private readonly outbox: Outbox,
  ) {}

  @Post('type')
  async decide(
    @Viewer() viewer: ViewerFacts,
    @Param('id') id: string,
    @Body() sent: Sent,
  ): Promise<Page | Redirect> {
    const { state, email } = await this.queries.get(id);
    try {
      const type = await readType(sent ?? {});
      await this.logins.decide(viewer, id, type === 'staff' ? 'staff' : 'customer');
      if (type === 'staff' && state === 'waiting')
        return this.outbox.leadOn(loginHref(id), 'identity.logins.type.staffMailed', { email });
      const asked = type === 'consolidated-account' ? `?of=${type}` : '';
      return new Redirect(`${loginHref(id)}${asked}`, say(`identity.logins.type.${type}Saved`, { email }));
    } catch (error) {
      if (error instanceof Conflict) return refused(id, error);
      if (!(error instanceof Invalid)) throw error;
      return this.pages.page(id, viewer, { again: { errors: error.fields, status: 422 } });
    }
  }

  @Post('link')
  async sendLink(@Viewer() viewer: ViewerFacts, @Param('id') id: string): Promise<Redirect> {
    try {
      const { email } = await this.logins.sendLink(viewer, id);
      return this.outbox.leadOn(loginHref(id), 'identity.logins.link.sent', { email });
    } catch (error) {
      return refused(id, error);
    }
  }

  @Get('disabling')
  async askDisable(@Param('id') id: string): Promise<Page> {
    return confirmLoginPage(await this.queries.get(id), 'disable');
  }

  @Post('disabling')
  async disable(@Viewer() viewer: ViewerFacts, @Param('id') id: string): Promise<Redirect> {
    const { email } = await this.queries.get(id);
    try {
      await this.ends.disable(viewer, id);
      return new Redirect(loginHref(id), say('identity.logins.disable.done', { email }));
    } catch (error) {
      return refused(id, error);
    }
  }

  @Get('enabling')
  async askEnable(@Param('id') id: string): Promise<Page> {
    return confirmLoginPage(await this.queries.get(id), 'enable');
  }

  @Post('enabling')
  async enable(@Viewer() viewer: ViewerFacts, @Param('id') id: string): Promise<Redirect> {
    const { email } = await this.queries.get(id);
    await this.ends.enable(viewer, id);
    return new Redirect(loginHref(id), say('identity.logins.enable.done', { email }));
  }

  @Get('two-step-end')
  async askTwoStepEnd(@Param('id') id: string): Promise<Page> {
    return confirmTwoStepEndPage(await this.queries.get(id));
  }

  @Post('two-step-end')
  async endTwoStep(@Viewer() viewer: ViewerFacts, @Param('id') id: string): Promise<Redirect> {
    const { email } = await this.queries.get(id);
    await this.ends.endTwoStep(viewer, id);
    return new Redirect(loginHref(id), say('identity.twoStep.reset.done', { email }));
  }

  @Post('sessions/end')
  async endAll(@Viewer() viewer: ViewerFacts, @Param('id') id: string): Promise<Redirect> {
    const { email } = await this.queries.get(id);
    const spared = id === viewer.id && viewer.sessionId ? { spared: viewer.sessionId } : {};
    const count = await this.ends.endSessions(viewer, id, spared);
    return new Redirect(loginHref(id), say('identity.sessions.ended', { count, email }));
  }

  @Post('sessions/:session/end')
  async endOne(
    @Viewer() viewer: ViewerFacts,
    @Param('id') id: string,
    @Param('session') session: string,
  ): Promise<Redirect> {
    const { email } = await this.queries.get(id);
    const count = await this.ends.endSessions(viewer, id, { only: session });
    return new Redirect(loginHref(id), say('identity.sessions.ended', { count, email }));
  }
}

/** What cannot be done is said on the login's page; other errors go on their way. */
function refused(id: string, error: unknown): Redirect {
  if (!(error instanceof Conflict)) throw error;
  return new Redirect(loginHref(id), error.text, 'attention');
}
