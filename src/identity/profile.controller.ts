import { Body, Controller, Get, Param, Post, Res, type Type } from '@nestjs/common';
import { IsNotEmpty, IsString, MaxLength } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { Portal, PortalDoor, Staff, Viewer } from '../access/access.decorators.js';
import type { Viewer as ViewerFacts } from '../access/viewer.js';
import { say } from '../platform/errors.js';
import { again, parseForm } from '../platform/http/forms.js';
import { Page, Redirect } from '../platform/pages/page.js';
import { NewPasswordForm, sameTwice } from './identity.forms.js';
import { LoginEnds } from './login-ends.service.js';
import { LoginSessionsQueries } from './login-sessions.queries.js';
import { ProfileLinks } from './profile.links.js';
import { askedAgain } from './own-passwords.js';
import { Profiles } from './profile.service.js';
import { accessesPage, profilePage } from './profile.view.js';
import { Sessions } from './sessions.service.js';

class NameForm {
  @IsNotEmpty({ message: 'identity.profile.nameNeeded' })
  @MaxLength(200)
  name!: string;
}

class ChangePasswordForm extends NewPasswordForm {
  @IsString({ message: 'identity.profile.currentNeeded' })
  @IsNotEmpty({ message: 'identity.profile.currentNeeded' })
  currentPassword!: string;
}

type Sent = Readonly<Record<string, unknown>>;

/** The same page in both rooms: for staff, and for customers' people. */
function profileController(room: 'admin' | 'portal', enter: () => MethodDecorator & ClassDecorator): Type {
  @Controller(`${room}/profile`)
  @enter()
  class ProfileController {
    constructor(
      private readonly profiles: Profiles,
      private readonly sessions: Sessions,
      private readonly signedIn: LoginSessionsQueries,
      private readonly ends: LoginEnds,
      private readonly links: ProfileLinks,
    ) {}

    @Get()
    show(@Viewer() viewer: ViewerFacts): Promise<Page> {
      return this.page(viewer);
    }

    @Post()
    async rename(@Viewer() viewer: ViewerFacts, @Body() sent: Sent): Promise<Page | Redirect> {
      try {
        const { name } = await parseForm(NameForm, sent);
        await this.profiles.rename(viewer, name);
        return new Redirect(`/${room}/profile`, say('identity.profile.renamed', { name }));
      } catch (error) {
        return again(error, (errors) => this.page(viewer, { name: String(sent['name'] ?? ''), errors }));
      }
    }

    @Post('password')
    async changePassword(
      @Viewer() viewer: ViewerFacts,
      @Body() sent: Sent,
      @Res({ passthrough: true }) reply: FastifyReply,
    ): Promise<Page | Redirect> {
      try {
        const form = await parseForm(ChangePasswordForm, sent);
        sameTwice(form);
        const session = await this.profiles.changePassword(viewer, form.currentPassword, form.password);
        this.sessions.remember(reply, session);
        return new Redirect(`/${room}/profile`, say('identity.profile.passwordChanged'));
      } catch (error) {
        return askedAgain(error, (shown) => this.page(viewer, shown));
      }
    }

    /** Signs out everywhere but here. */
    @Post('sessions/end')
    async endOthers(@Viewer() viewer: ViewerFacts): Promise<Redirect> {
      const spared = viewer.sessionId ? { spared: viewer.sessionId } : {};
      return this.ended(viewer, await this.ends.endSessions(viewer, viewer.id as string, spared));
    }

    @Post('sessions/:session/end')
    async endOne(@Viewer() viewer: ViewerFacts, @Param('session') session: string): Promise<Redirect> {
      return this.ended(viewer, await this.ends.endSessions(viewer, viewer.id as string, { only: session }));
    }

    private ended({ email }: ViewerFacts, count: number): Redirect {
      return new Redirect(`/${room}/profile`, say('identity.sessions.ended', { count, email }));
    }

    private async page(viewer: ViewerFacts, shown: Parameters<typeof profilePage>[2] = {}): Promise<Page> {
      const sessions = await this.signedIn.of(viewer.id as string);
      return profilePage(viewer, sessions, shown, this.links.of(room));
    }
  }
  Object.defineProperty(ProfileController, 'name', { value: `Profile ${room}` });
  return ProfileController;
}

export const PROFILE_CONTROLLERS = [
  profileController('admin', () => Staff()),
  profileController('portal', () => Portal()),
];

/** The switcher of those who hold several accesses, wherever the door is closed at the moment. */
@Controller('portal/accesses')
@PortalDoor()
export class AccessesController {
  constructor(private readonly profiles: Profiles) {}

  @Get()
  show(@Viewer() viewer: ViewerFacts): Page {
    return accessesPage(viewer);
  }

  @Post()
  async choose(@Viewer() viewer: ViewerFacts, @Body() sent: Sent): Promise<Redirect> {
    await this.profiles.choose(viewer, String(sent['access'] ?? ''));
    return new Redirect('/portal');
  }
}
