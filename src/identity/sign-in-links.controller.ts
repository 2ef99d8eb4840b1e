import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Visitor } from '../access/access.decorators.js';
import { Outbox } from '../mail/outbox.service.js';
import { TooMany } from '../platform/errors.js';
import { again, parseForm } from '../platform/http/forms.js';
import { Redirect, type Page } from '../platform/pages/page.js';
import { ForgotPasswordForm } from './identity.forms.js';
import { orClosed } from './link-closed.js';
import { LoginLinks } from './login-links.service.js';
import { Sessions } from './sessions.service.js';
import { codeHref } from './sign-in-code.view.js';
import { SIGN_IN_LINK, signInByLinkPage, signInLinkPage } from './sign-in-links.view.js';
import { homeOf } from './sign-in.controller.js';
import { SignIn } from './sign-in.service.js';

/** *Email me a sign-in link*. Opening the link shows a button; only the button uses it. */
@Controller()
@Visitor()
export class SignInLinksController {
  constructor(
    private readonly links: LoginLinks,
    private readonly signIn: SignIn,
    private readonly sessions: Sessions,
    private readonly outbox: Outbox,
  ) {}

  @Get('sign-in-link')
  form(): Page {
    return signInLinkPage({});
  }

  @Post('sign-in-link')
  async ask(
    @Body() sent: Partial<ForgotPasswordForm>,
    @Req() request: FastifyRequest,
  ): Promise<Page | Redirect> {
    try {
      const { email } = await parseForm(ForgotPasswordForm, sent);
      await this.links.ask('sign-in', email, request.ip);
      return this.outbox.leadOn('/sign-in', 'identity.forgot.sent', { email });
    } catch (error) {
      const email = String(sent.email ?? '');
      if (error instanceof TooMany)
        return signInLinkPage({ email, errors: { email: error.text }, status: 429 });
      return again(error, (errors) => signInLinkPage({ email, errors }));
    }
  }

  @Get('sign-in/:token')
  open(@Param('token') token: string): Promise<Page> {
    return orClosed(SIGN_IN_LINK, async () => {
      const { loginId } = await this.links.find('sign-in', token);
      return signInByLinkPage(token, await this.signIn.nameOf(loginId));
    });
  }

  @Post('sign-in/:token')
  use(
    @Param('token') token: string,
    @Body() sent: { readonly keep?: unknown } = {},
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Page | Redirect> {
    return orClosed(SIGN_IN_LINK, async () => {
      const link = await this.links.find('sign-in', token);
      const signedIn = await this.signIn.byLink(link, request.ip, sent.keep === 'on');
      this.sessions.remember(reply, signedIn.session);
      return new Redirect(signedIn.session.awaitsCode ? codeHref() : homeOf(signedIn));
    });
  }
}
