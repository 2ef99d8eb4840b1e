import { Injectable } from '@nestjs/common';
import { Composes, type Letter, type MailRow } from '../mail/letters.js';
import { Config } from '../platform/config.js';
import { say } from '../platform/errors.js';
import { LoginLinks } from './login-links.service.js';

/** The mails with a link to choose a new password, and to sign in. For an address that has no login there is none. */
@Injectable()
export class LoginLinksComposer {
  constructor(
    private readonly links: LoginLinks,
    private readonly config: Config,
  ) {}

  @Composes('password-reset')
  async password({ subjectId, recipient }: MailRow): Promise<Letter | undefined> {
    const begun = await this.links.begin('password', subjectId, recipient);
    if (!begun) return undefined;
    return {
      subject: say('mail.passwordReset.subject'),
      view: 'mails/password-reset',
      model: {
        href: `${this.config.baseUrl}/reset-password/${begun.token}`,
        expiresAt: begun.expiresAt,
      },
    };
  }

  @Composes('sign-in-link')
  async signIn({ subjectId, recipient }: MailRow): Promise<Letter | undefined> {
    const begun = await this.links.begin('sign-in', subjectId, recipient);
    if (!begun) return undefined;
    return {
      subject: say('mail.signInLink.subject'),
      view: 'mails/sign-in-link',
      model: { href: `${this.config.baseUrl}/sign-in/${begun.token}`, expiresAt: begun.expiresAt },
    };
  }
}
