import { Body, Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Visitor } from '../access/access.decorators.js';
import { Database } from '../platform/database/database.js';
import { Invalid, say, TooMany } from '../platform/errors.js';
import { SESSION_COOKIE } from '../platform/http/csrf.js';
import { Redirect, type Page } from '../platform/pages/page.js';
import { safePath } from './identity.forms.js';
import { Sessions } from './sessions.service.js';
import { homeOf } from './sign-in.controller.js';
import { SignInLimits } from './sign-in.limits.js';
import { signInCodePage } from './sign-in-code.view.js';
import { TwoSteps } from './two-step.service.js';

/** The second step of signing in. */
@Controller('sign-in-code')
@Visitor()
export class SignInCodeController {
  constructor(
    private readonly sessions: Sessions,
    private readonly twoSteps: TwoSteps,
    private readonly limits: SignInLimits,
    private readonly database: Database,
  ) {}

  @Get()
  async form(@Req() request: FastifyRequest, @Query('to') to?: string): Promise<Page | Redirect> {
    const waiting = await this.sessions.waiting(request.cookies[SESSION_COOKIE]);
    return waiting ? signInCodePage(waiting.login.email, { to: safePath(to) }) : new Redirect('/sign-in');
  }

  @Post()
  async enter(
    @Body() sent: { readonly code?: unknown; readonly to?: unknown } = {},
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Page | Redirect> {
    const waiting = await this.sessions.waiting(request.cookies[SESSION_COOKIE]);
    if (!waiting) return new Redirect('/sign-in', say('identity.twoStep.expired'), 'attention');
    const { session, login } = waiting;
    const to = safePath(typeof sent.to === 'string' ? sent.to : undefined);
    const key = `code:${login.emailKey}`;
    try {
      await this.limits.attempt(key, request.ip, 'identity.twoStep.tooMany');
      const proven = await this.database.transaction(async (manager) => {
        const code = typeof sent.code === 'string' ? sent.code.slice(0, 100) : '';
        await this.twoSteps.spend(manager, login.id, code);
        await this.limits.succeeded(key, manager);
        return this.sessions.prove(manager, session, login);
      });
      this.sessions.remember(reply, proven);
      const choosing = await this.sessions.hasSeveralDoors(login);
      return new Redirect(to ?? homeOf({ login, session: proven, choosing }));
    } catch (error) {
      if (error instanceof TooMany)
        return signInCodePage(login.email, { to, errors: { code: error.text }, status: 429 });
      if (!(error instanceof Invalid)) throw error;
      return signInCodePage(login.email, { to, errors: error.fields });
    }
  }
}
