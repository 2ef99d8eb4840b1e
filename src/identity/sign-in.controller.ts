import { Body, Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { BeforeTwoStep, EvenWhileViewing, SignedIn, Viewer, Visitor } from '../access/access.decorators.js';
import type { Viewer as ViewerFacts } from '../access/viewer.js';
import { say, TooMany } from '../platform/errors.js';
import { again, parseForm } from '../platform/http/forms.js';
import { Page, Redirect } from '../platform/pages/page.js';
import { SESSION_COOKIE } from '../platform/http/csrf.js';
import { codeHref } from './sign-in-code.view.js';
import { safePath, SignInForm } from './identity.forms.js';
import { signInPage } from './identity.view.js';
import { Sessions } from './sessions.service.js';
import { Viewings } from './viewings.service.js';
import { SetUpQueries } from './set-up.queries.js';
import { SignIn, type SignedIn as Entered } from './sign-in.service.js';

/** Where somebody lands who was going nowhere in particular. */
export const homeOf = ({ login, choosing }: Entered): string =>
  login.kind === 'staff' ? '/admin' : choosing ? '/portal/accesses' : '/portal';

@Controller()
export class SignInController {
  constructor(
    private readonly signIn: SignIn,
    private readonly sessions: Sessions,
    private readonly viewings: Viewings,
    private readonly setUp: SetUpQueries,
  ) {}

  @Get('sign-in')
  @Visitor()
  async form(
    @Req() request: FastifyRequest,
    @Query('to') to?: string,
    @Query('other') other?: string,
  ): Promise<Page | Redirect> {
    // Whose code is still to come has said who they are, unless they are somebody else.
    const waits = other === undefined && (await this.sessions.waiting(request.cookies[SESSION_COOKIE]));
    if (waits) return new Redirect(codeHref(safePath(to)));
    return signInPage({ to: safePath(to), setUp: await this.setUp.needed() });
  }

  @Post('sign-in')
  @Visitor()
  async enter(
    @Body() sent: Partial<SignInForm>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Page | Redirect> {
    try {
      const { email, password, to, keep } = await parseForm(SignInForm, sent);
      const kept = keep === 'on';
      const signedIn = await this.signIn.signIn(email, password, request.ip, kept);
      this.sessions.remember(reply, signedIn.session);
      const on = safePath(to);
      return new Redirect(signedIn.session.awaitsCode ? codeHref(on) : (on ?? homeOf(signedIn)));
    } catch (error) {
      if (error instanceof TooMany)
        return signInPage({ ...typed(sent), errors: { password: error.text }, status: 429 });
      return again(error, (errors) => signInPage({ ...typed(sent), errors }));
    }
  }

  @Post('sign-out')
  @SignedIn()
  @EvenWhileViewing()
  @BeforeTwoStep()
  async leave(
    @Viewer() viewer: ViewerFacts,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Redirect> {
    if (viewer.viewing) await this.viewings.end(viewer.viewing.id, 'signed-out');
    await this.sessions.end(viewer.sessionId as string, reply);
    return new Redirect('/sign-in', say('identity.signedOut'));
  }
}

const typed = ({ email, to, keep }: Partial<SignInForm>) => ({
  email: typeof email === 'string' ? email : undefined,
  to: safePath(typeof to === 'string' ? to : undefined),
  keep: keep === 'on',
});
