import { Body, Controller, Get, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Visitor } from '../access/access.decorators.js';
import { sameTwice } from '../identity/identity.forms.js';
import { Sessions } from '../identity/sessions.service.js';
import { Conflict, NotFound, say, TooMany } from '../platform/errors.js';
import { again, parseForm } from '../platform/http/forms.js';
import { Page, Redirect } from '../platform/pages/page.js';
import { ORGANISATION } from './company.tabs.js';
import { SetUpForm } from './set-up.forms.js';
import { SetUp } from './set-up.service.js';
import { setUpPage } from './set-up.view.js';

/** The page of the first run. Once the installation is set up it does not exist. */
@Controller('set-up')
@Visitor()
export class SetUpController {
  constructor(
    private readonly setUp: SetUp,
    private readonly sessions: Sessions,
  ) {}

  @Get()
  async form(): Promise<Page> {
    if (!(await this.setUp.needed())) throw new NotFound();
    return setUpPage({});
  }

  @Post()
  async complete(
    @Body() body: Readonly<Record<string, unknown>>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Page | Redirect> {
    if (!(await this.setUp.needed())) throw new NotFound();
    const sent = body ?? {};
    try {
      const form = await parseForm(SetUpForm, sent);
      sameTwice(form);
      this.sessions.remember(reply, await this.setUp.complete(form, request.ip));
      return new Redirect(ORGANISATION, say('settings.setUp.done', { name: form.organisation }));
    } catch (error) {
      if (error instanceof Conflict) return setUpPage(sent, { email: error.text });
      if (error instanceof TooMany) return setUpPage(sent, { code: error.text }, 429);
      return again(error, (errors) => setUpPage(sent, errors));
    }
  }
}
