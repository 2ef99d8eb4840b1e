import { Body, Controller, Get, Param, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Viewer, Visitor } from '../access/access.decorators.js';
import type { Viewer as ViewerFacts } from '../access/viewer.js';
import { sameTwice } from '../identity/identity.forms.js';
import { codeHref } from '../identity/sign-in-code.view.js';
import { Sessions } from '../identity/sessions.service.js';
import { Invalid, say } from '../platform/errors.js';
import { parseForm } from '../platform/http/forms.js';
import { Redirect, type Page } from '../platform/pages/page.js';
import { KnownPersonForm, NewPersonForm } from './acceptance.forms.js';
import { Acceptance } from './acceptance.service.js';
import { acceptancePage, brokenPage, closedPage, invitationHref } from './acceptance.view.js';
import { Wishes } from './wishes.service.js';
import { BrokenLink, InvitationClosed, InvitationLinks, type OpenInvitation } from './invitation.links.js';

type Sent = Readonly<Record<string, unknown>> | undefined;

/** The link in the mail. Only its form uses it up: programs that look at links before people do change nothing. */
@Controller('invitations/:token')
@Visitor()
export class AcceptanceController {
  constructor(
    private readonly links: InvitationLinks,
    private readonly acceptance: Acceptance,
    private readonly wishes: Wishes,
    private readonly sessions: Sessions,
  ) {}

  @Get()
  form(@Param('token') token: string, @Viewer() viewer: ViewerFacts): Promise<Page> {
    return this.orClosed(token, async () => acceptancePage(token, await this.links.open(token), viewer));
  }

  @Post()
  accept(
    @Param('token') token: string,
    @Body() sent: Sent,
    @Viewer() viewer: ViewerFacts,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Page | Redirect> {
    return this.orClosed(token, async () => {
      try {
        const session = await this.begin(await this.links.open(token), sent, viewer);
        this.sessions.remember(reply, session);
        const said = say('invitations.accepted');
        return new Redirect(session.awaitsCode ? codeHref('/portal') : '/portal', said);
      } catch (error) {
        if (!(error instanceof Invalid)) throw error;
        // Looked at again: they may have got a password meanwhile, and then the form asks for that.
        return acceptancePage(token, await this.links.open(token), viewer, {
          ...typedNames(sent),
          errors: error.fields,
        });
      }
    });
  }

  @Post('renewal')
  async renewal(@Param('token') token: string, @Viewer() viewer: ViewerFacts): Promise<Redirect> {
    const { invitation, because } = await this.links.find(token);
    if (because !== 'expired' && because !== 'replaced') return new Redirect(invitationHref(token));
    await this.wishes.ask(invitation, viewer.address);
    return new Redirect(invitationHref(token), say('invitations.closed.asked'));
  }

  private async begin(invitation: OpenInvitation, sent: Sent, viewer: ViewerFacts) {
    if (!invitation.hasPassword) {
      const person = sameTwice(await parseForm(NewPersonForm, sent)) as NewPersonForm;
      return this.acceptance.ofNewPerson(invitation, person, viewer);
    }
    const signedIn = viewer.id === invitation.loginId;
    const password = signedIn ? undefined : (await parseForm(KnownPersonForm, sent)).password;
    return this.acceptance.ofKnownPerson(invitation, password, viewer);
  }

  private async orClosed<Answer>(token: string, answer: () => Promise<Answer>): Promise<Answer | Page> {
    try {
      return await answer();
    } catch (error) {
      if (error instanceof BrokenLink) return brokenPage(error.because);
      if (!(error instanceof InvitationClosed)) throw error;
      return closedPage(token, error.because, error.invitation);
    }
  }
}

const typedNames = (sent: Sent) =>
  Object.fromEntries(
    (['firstName', 'lastName'] as const).flatMap((field) => {
      const typed = sent?.[field];
      return typeof typed === 'string' ? [[field, typed.slice(0, 200)]] : [];
    }),
  );
