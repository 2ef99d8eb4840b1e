import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { Injectable } from '@nestjs/common';
import type { Viewer } from '../access/viewer.js';
import { Audit } from '../audit/audit.service.js';
import { Composes, type Letter, type MailRow } from '../mail/letters.js';
import { MailMessages, type MailMessage } from '../mail/mail.message.js';
import { Outbox } from '../mail/outbox.service.js';
import { Config } from '../platform/config.js';
import { Database } from '../platform/database/database.js';
import { Refused, say } from '../platform/errors.js';
import { Words } from '../platform/pages/words.js';
import { invitationLetter } from './invitation-letter.js';
import { InvitationSettingsQueries, type InvitationSettings } from './invitation-settings.queries.js';
import { InvitationValues } from './invitation-values.js';
import type { MailText } from './mail-text.js';

/** Shows an invitation before anybody gets one: as a preview, and as a mail to oneself. Its link opens nothing. */
@Injectable()
export class InvitationSamples {
  constructor(
    private readonly database: Database,
    private readonly settings: InvitationSettingsQueries,
    private readonly values: InvitationValues,
    private readonly messages: MailMessages,
    private readonly outbox: Outbox,
    private readonly audit: Audit,
    private readonly words: Words,
    private readonly config: Config,
  ) {}

  /** The mail that these settings make, as it would arrive from this inviter. */
  async preview(settings: InvitationSettings, inviter: string): Promise<MailMessage> {
    const letter = await this.letter(settings, inviter);
    return this.messages.write({ kind: 'invitation', messageId: '', recipient: '' }, letter);
  }

  /** Sends the saved text to whoever asks; false when there is no server to send it. */
  async send(viewer: Viewer): Promise<boolean> {
    if (!this.outbox.sends) return false;
    const subjectId = viewer.id as string;
    const id = await this.database.transaction(async (manager) => {
      const subject = { kind: 'login', id: subjectId };
      await this.audit.record(manager, viewer, { action: 'test-mail.asked', subject });
      return this.outbox.put(manager, { kind: 'invitation-test', subjectId, recipient: viewer.email });
    });
    this.outbox.feed(id);
    return true;
  }

  @Composes('invitation-test')
  async compose(mail: MailRow): Promise<Letter | undefined> {
    const login = await this.database.row<{ name: string }>(
      `select coalesce(nullif(name, ''), email) as name from logins where id = $1 and disabled_at is null`,
      [mail.subjectId],
    );
    return login && this.letter((await this.settings.current()).settings, login.name);
  }

  private async letter(settings: InvitationSettings, inviter: string): Promise<Letter> {
    const expiresAt = new Date(Date.now() + settings.days * 86_400_000);
    const values = await this.values.of({
      inviter,
      customer: this.words.say('invitations.settings.sample.customer'),
      firstName: this.words.say('invitations.settings.sample.firstName'),
      link: `${this.config.baseUrl}/sign-in`,
      expiresAt,
    });
    return invitationLetter(settings, values, { needsPassword: true, expiresAt });
  }
}

/** A text in an address, for the frame that shows its preview. */
export const packText = ({ subject, body }: MailText): string =>
  deflateRawSync(JSON.stringify([subject, body])).toString('base64url');

/** @throws Refused for an address that no page of ours made */
export function unpackText(packed: unknown): MailText {
  try {
    const bytes = inflateRawSync(Buffer.from(String(packed), 'base64url'), { maxOutputLength: 100_000 });
    const [subject, body] = JSON.parse(bytes.toString('utf8')) as unknown[];
    if (typeof subject === 'string' && typeof body === 'string') return { subject, body };
  } catch {
    // Whatever was wrong with it: there is nothing to show.
  }
  throw new Refused(say('invitations.settings.noPreview'));
}
