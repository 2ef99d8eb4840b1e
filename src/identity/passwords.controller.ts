import { Body, Controller, Get, Param, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Visitor } from '../access/access.decorators.js';
import { Outbox } from '../mail/outbox.service.js';
import { say, TooMany } from '../platform/errors.js';
import { again, parseForm } from '../platform/http/forms.js';
import { Page, Redirect } from '../platform/pages/page.js';
import { ForgotPasswordForm, NewPasswordForm, sameTwice } from './identity.forms.js';
import { forgotPasswordPage, newPasswordPage, resetClosedPage } from './identity.view.js';
import { PasswordResets, ResetBroken, ResetClosed } from './password-resets.service.js';

@Controller()
export class PasswordsController {
  constructor(
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
      await this.resets.ask(email, request.ip);
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
    return orClosed(async () => {
      await this.resets.find(token);
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
    return orClosed(async () => {
      // A link that no longer works says so before anything is asked of the form.
      await this.resets.find(token);
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

async function orClosed<Answer>(answer: () => Promise<Answer>): Promise<Answer | Page> {
  try {
    return await answer();
  } catch (error) {
    if (error instanceof ResetBroken) return resetClosedPage('broken', true);
    if (!(error instanceof ResetClosed)) throw error;
    return resetClosedPage(error.because, error.mayAsk);
  }
}
