import { Injectable } from '@nestjs/common';
import { Composes, type Letter, type MailRow } from '../mail/letters.js';
import { Config } from '../platform/config.js';
import { say } from '../platform/errors.js';
import { MailedTokens } from '../platform/mailed-tokens.js';
import { PasswordResets } from './password-resets.service.js';

/** The mail with a link to choose a new password. For an address that has no login there is none. */
@Injectable()
export class PasswordResetComposer {
  constructor(
    private readonly resets: PasswordResets,
    private readonly tokens: MailedTokens,
    private readonly config: Config,
  ) {}

  @Composes('password-reset')
  async compose(mail: MailRow): Promise<Letter | undefined> {
    const begun = await this.resets.begin(mail.subjectId, mail.recipient);
    if (!begun || begun.reset.usedAt || begun.reset.expiresAt < new Date()) return undefined;
    const { id, tokenVersion, tokenHash, expiresAt } = begun.reset;
    const token = this.tokens.token('password-reset', { id, version: tokenVersion, hash: tokenHash });
    if (!token) return undefined;
    return {
      subject: say('mail.passwordReset.subject'),
      view: 'mails/password-reset',
      model: { href: `${this.config.baseUrl}/reset-password/${token}`, expiresAt },
    };
  }
}
