import { Body, Controller, Get, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Staff, Viewer } from '../access/access.decorators.js';
import type { Viewer as ViewerFacts } from '../access/viewer.js';
import { framedHtml, STRANGER } from '../mail/mailbox.view.js';
import { Conflict, say } from '../platform/errors.js';
import { meet, unpackAnswers } from '../platform/http/behind.js';
import { again } from '../platform/http/forms.js';
import { Page, Redirect, type PageModel } from '../platform/pages/page.js';
import { Words } from '../platform/pages/words.js';
import { InstallationQueries } from '../settings/installation.queries.js';
import { LatestChangeQueries } from '../audit/latest-change.queries.js';
import { SUBJECTS } from '../settings/subjects.js';
import { behindNotice } from '../audit/behind-notice.js';
import { InvitationSamples, packText, unpackText } from './invitation-samples.js';
import {
  readSettings,
  settingsAnswers,
  typedSettings,
  type TypedSettings,
} from './invitation-settings.forms.js';
import { InvitationSettingsQueries, type InvitationSettings } from './invitation-settings.queries.js';
import { InvitationSettingsService } from './invitation-settings.service.js';
import {
  INVITATION_SETTINGS,
  invitationSettingsPage,
  type InvitationSettingsInput,
  type MailPreview,
} from './invitation-settings.view.js';

type Sent = Readonly<Record<string, unknown>> | undefined;

/** Settings > Invitations: the text of the mail, and for how long its link works. */
@Controller(INVITATION_SETTINGS.slice(1))
@Staff('settings.write')
export class InvitationSettingsController {
  constructor(
    private readonly queries: InvitationSettingsQueries,
    private readonly service: InvitationSettingsService,
    private readonly samples: InvitationSamples,
    private readonly installation: InstallationQueries,
    private readonly latest: LatestChangeQueries,
    private readonly words: Words,
  ) {}

  @Get()
  form(@Viewer() viewer: ViewerFacts): Promise<Page> {
    return this.page(viewer, {});
  }

  /** Saves, or only shows what the typed text would look like. */
  @Post()
  async save(@Viewer() viewer: ViewerFacts, @Body() sent: Sent): Promise<Page | Redirect> {
    const body = sent ?? {};
    try {
      const { settings, version } = readSettings(body);
      if (body['choice'] === 'preview') {
        const fields = typedSettings(body);
        return await this.page(viewer, { fields, sent: body }, settings);
      }
      const { changed, already } = await this.service.save(viewer, settings, version);
      const words =
        changed.length > 0
          ? 'invitations.settings.saved'
          : `settings.saved.${already ? 'already' : 'nothing'}`;
      return new Redirect(INVITATION_SETTINGS, say(words));
    } catch (error) {
      if (error instanceof Conflict) return this.behind(viewer, body);
      return again(error, (errors) =>
        this.page(viewer, { fields: typedSettings(body), errors, sent: body }, null),
      );
    }
  }

  /** The mail as it would arrive, for a frame of the page: a stranger's page that runs and fetches nothing. */
  @Get('preview')
  async preview(
    @Viewer() viewer: ViewerFacts,
    @Query('text') packed: unknown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const { settings } = await this.queries.current();
    const { html } = await this.samples.preview({ ...settings, ...unpackText(packed) }, viewer.name);
    void reply.header('content-type', 'text/html; charset=utf-8').header('content-security-policy', STRANGER);
    return framedHtml(html);
  }

  @Post('test-mail')
  async test(@Viewer() viewer: ViewerFacts): Promise<Redirect> {
    return (await this.samples.send(viewer))
      ? new Redirect(INVITATION_SETTINGS, say('invitations.settings.testAsked', { email: viewer.email }))
      : new Redirect(INVITATION_SETTINGS, say('settings.testMail.noServer'), 'attention');
  }

  @Get('standard')
  confirmStandard(): Page {
    const back = { label: say('platform.confirm.back'), href: INVITATION_SETTINGS };
    const model = {
      head: {
        title: say('invitations.settings.standard.title'),
        back: { label: say('invitations.settings.title'), href: INVITATION_SETTINGS },
      },
      confirm: {
        text: say('invitations.settings.standard.text'),
        action: `${INVITATION_SETTINGS}/standard`,
        button: say('invitations.settings.standard.button'),
        back,
      },
    };
    return new Page('platform/confirm', model as PageModel & { confirm: object });
  }

  /** Back to the product's own text; the days stay. */
  @Post('standard')
  async standard(@Viewer() viewer: ViewerFacts): Promise<Redirect> {
    const { settings, version } = await this.queries.current();
    await this.service.save(viewer, { ...settings, ...this.queries.standard() }, version);
    return new Redirect(INVITATION_SETTINGS, say('invitations.settings.standard.done'));
  }

  /** @param shown whose preview stands below the form: what is saved unless said, none of a text with faults */
  private async page(
    viewer: ViewerFacts,
    more: Partial<InvitationSettingsInput>,
    shown?: InvitationSettings | null,
  ): Promise<Page> {
    const [kept, warnings] = await Promise.all([this.queries.current(), this.installation.warnings()]);
    const preview = shown === null ? null : await this.shown(shown ?? kept.settings, viewer);
    return invitationSettingsPage({ kept, warnings, email: viewer.email, preview, ...more });
  }

  private async shown(settings: InvitationSettings, viewer: ViewerFacts): Promise<MailPreview> {
    const { subject, text } = await this.samples.preview(settings, viewer.name);
    return { subject, text, frameHref: `${INVITATION_SETTINGS}/preview?text=${packText(settings)}` };
  }

  /** The form with what somebody else changed meanwhile; saving it again is made upon their change. */
  private async behind(viewer: ViewerFacts, sent: NonNullable<Sent>): Promise<Page> {
    const [kept, change] = await Promise.all([this.queries.current(), this.latest.of(SUBJECTS.invitations)]);
    const nameOf = (field: string) => this.words.say(`invitations.settings.fields.${field}`);
    const { answers, marks } = meet(
      unpackAnswers(sent['shown']),
      settingsAnswers(kept.settings),
      typedSettings(sent),
      nameOf,
    );
    const fields = answers as TypedSettings;
    return this.page(viewer, { kept, fields, errors: marks, behind: behindNotice(change, viewer) }, null);
  }
}
