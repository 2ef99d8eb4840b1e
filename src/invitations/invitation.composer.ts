import { Injectable } from '@nestjs/common';
import { namesOf } from '../identity/names.js';
import { Composes, type Letter, type MailRow } from '../mail/letters.js';
import { Config } from '../platform/config.js';
import { Database } from '../platform/database/database.js';
import { MailedTokens } from '../platform/mailed-tokens.js';
import { Words } from '../platform/pages/words.js';
import { invitationLetter } from './invitation-letter.js';
import { InvitationSettingsQueries } from './invitation-settings.queries.js';
import { InvitationValues } from './invitation-values.js';

/** The mail that invites. A link that was used, replaced, revoked or has run out is not mailed any more. */
@Injectable()
export class InvitationComposer {
  constructor(
    private readonly database: Database,
    private readonly tokens: MailedTokens,
    private readonly settings: InvitationSettingsQueries,
    private readonly values: InvitationValues,
    private readonly config: Config,
    private readonly words: Words,
  ) {}

  @Composes('invitation')
  async compose(mail: MailRow): Promise<Letter | undefined> {
    const row = await this.database.row<LetterRow>(LETTER, [mail.subjectId, mail.tokenVersion]);
    const token =
      row && this.tokens.token('invitation', { id: row.id, version: row.tokenVersion, hash: row.tokenHash });
    if (!token) return undefined;
    const { customer, expiresAt } = row;
    const { settings } = await this.settings.current();
    const values = await this.values.of({
      inviter: row.inviter ?? this.words.say('invitations.team'),
      customer,
      firstName: namesOf(row).firstName,
      link: `${this.config.baseUrl}/invitations/${token}`,
      expiresAt,
    });
    return {
      ...invitationLetter(settings, values, row),
      ...(row.inviterEmail ? { replyTo: row.inviterEmail } : {}),
    };
  }
}

interface LetterRow {
  readonly id: string;
  readonly tokenVersion: number;
  readonly tokenHash: string;
  readonly expiresAt: Date;
  readonly customer: string;
  readonly name: string;
  readonly lastName: string;
  readonly needsPassword: boolean;
  /** Nobody when a system asked for it. */
  readonly inviter: string | null;
  /** Only where the organisation has named no address for answers. */
  readonly inviterEmail: string | null;
}

const LETTER = `
  select i.id, i.token_version as "tokenVersion", i.token_hash as "tokenHash", i.expires_at as "expiresAt",
    c.name as customer, l.name, l.last_name as "lastName", l.password_hash is null as "needsPassword", nullif(b.name, '') as inviter,
    case when o.reply_address = '' and o.email = '' then b.email end as "inviterEmail"
  from invitations i
  join portal_users u on u.id = i.portal_user_id and u.ended_at is null
  join portal_accounts c on c.id = u.account_id and c.deleted_at is null
  join logins l on l.id = u.login_id and l.disabled_at is null
  left join logins b on b.id = i.invited_by
  cross join organisation o
  where i.id = $1 and i.token_version = $2 and i.accepted_at is null and i.revoked_at is null
    and i.expires_at > now()`;
