import { Body, Controller, Get, Param, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Visitor } from '../access/access.decorators.js';
import { Outbox } from '../mail/outbox.service.js';
import { say, TooMany } from '../platform/errors.js';
import { again, parseForm } from '../platform/http/forms.js';
import { Redirect, type Page } from '../platform/pages/page.js';
import { ForgotPasswordForm, NewPasswordForm, sameTwice } from './identity.forms.js';
import { FORGOTTEN, forgotPasswordPage, newPasswordPage } from './identity.view.js';
import { orClosed } from './link-closed.js';
import { LoginLinks } from './login-links.service.js';
import { PasswordResets } from './password-resets.service.js';

@Controller()
export class PasswordsController {
  constructor(
    private readonly links: LoginLinks,
    private readonly resets: PasswordResets,
    private readonly outbox: Outbox,
  ) {}

  @Get('forgot-password')
  @Visitor()
  forgotten(): Page {
    return forgotPasswordPage({});
  }

  @Post('forgot-password')
  @Visitor()
  async ask(
    @Body() sent: Partial<ForgotPasswordForm>,
    @Req() request: FastifyRequest,
  ): Promise<Page | Redirect> {
    try {
      const { email } = await parseForm(ForgotPasswordForm, sent);
      await this.links.ask('password', email, request.ip);
      return this.outbox.leadOn('/sign-in', 'identity.forgot.sent', { email });
    } catch (error) {
      const email = String(sent.email ?? '');
      if (error instanceof TooMany)
        return forgotPasswordPage({ email, errors: { email: error.text }, status: 429 });
      return again(error, (errors) => forgotPasswordPage({ email, errors }));
    }
  }

  @Get('reset-password/:token')
  @Visitor()
  form(@Param('token') token: string): Promise<Page> {
    return orClosed(FORGOTTEN, async () => {
      await this.links.find('password', token);
      return newPasswordPage({ token });
    });
  }

  @Post('reset-password/:token')
  @Visitor()
  use(
    @Param('token') token: string,
    @Body() sent: Partial<NewPasswordForm>,
    @Req() request: FastifyRequest,
  ): Promise<Page | Redirect> {
    return orClosed(FORGOTTEN, async () => {
      // A link that no longer works says so before anything is asked of the form.
      await this.links.find('password', token);
      try {
        const { password } = sameTwice(await parseForm(NewPasswordForm, sent));
        await this.resets.use(token, password, request.ip);
        return new Redirect('/sign-in', say('identity.reset.done'));
      } catch (error) {
        return again(error, (errors) => newPasswordPage({ token, errors }));
      }
    });
  }
}
