import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { Expired, NotFound, say } from '../platform/errors.js';
import { MailedTokens } from '../platform/mailed-tokens.js';

/** An invitation as the person who was invited sees it. */
export interface OpenInvitation {
  readonly id: string;
  /** The version of its link. */
  readonly version: number;
  readonly portalUserId: string;
  readonly loginId: string;
  readonly email: string;
  readonly name: string;
  readonly lastName: string;
  /** They sign in here already: they accept with the password they have. */
  readonly hasPassword: boolean;
  readonly customer: string;
  /** None of a consolidated account. */
  readonly customerId: string | null;
  readonly inviter: string;
  readonly expiresAt: Date;
  readonly askedAgainAt: Date | null;
}

export const CLOSED_BECAUSE = ['used', 'replaced', 'revoked', 'expired'] as const;
export type ClosedBecause = (typeof CLOSED_BECAUSE)[number];

/** A link that leads no further. */
export class InvitationClosed extends Expired {
  constructor(
    readonly because: ClosedBecause,
    readonly invitation: OpenInvitation,
  ) {
    super(say(`invitations.closed.${because}`));
  }
}

/** A link behind which nothing stands: a mail program or a hand has lost a part of it, or nobody was sent it. */
export class BrokenLink extends NotFound {
  constructor(readonly because: 'broken' | 'unknown') {
    super();
  }
}

/** Finds what a link stands for. Looking changes nothing. */
@Injectable()
export class InvitationLinks {
  constructor(
    private readonly database: Database,
    private readonly tokens: MailedTokens,
  ) {}

  /** @throws BrokenLink for a link that is none, InvitationClosed for one that leads no further */
  async open(token: string): Promise<OpenInvitation> {
    const { invitation, because } = await this.find(token);
    if (because) throw new InvitationClosed(because, invitation);
    return invitation;
  }

  /** @throws BrokenLink for what cannot be a whole link, and for one that nobody was sent */
  async find(token: string): Promise<{ invitation: OpenInvitation; because: ClosedBecause | undefined }> {
    if (!this.tokens.isWhole(token)) throw new BrokenLink('broken');
    const id = this.tokens.rowId(token);
    const row = id ? await this.database.row<LinkRow>(LINK, [id]) : undefined;
    if (!row) throw new BrokenLink('unknown');
    const { version, hash } = row;
    const check = this.tokens.check('invitation', token, { id: row.id, version, hash });
    if (check === 'unknown') throw new BrokenLink('unknown');
    return { invitation: row, because: closedBecause(row, check === 'replaced') };
  }
}

function closedBecause(row: LinkRow, replaced: boolean): ClosedBecause | undefined {
  if (row.ended || row.revoked) return 'revoked';
  if (row.accepted) return 'used';
  if (replaced) return 'replaced';
  return row.expired ? 'expired' : undefined;
}

interface LinkRow extends OpenInvitation {
  readonly hash: string;
  readonly ended: boolean;
  readonly accepted: boolean;
  readonly revoked: boolean;
  readonly expired: boolean;
}

const LINK = `
  select i.id, i.token_version as version, i.token_hash as hash, i.portal_user_id as "portalUserId",
    u.login_id as "loginId", l.email, l.name, l.last_name as "lastName",
    l.password_hash is not null as "hasPassword", c.name as customer, u.customer_id as "customerId",
    coalesce(nullif(b.name, ''), '') as inviter, i.expires_at as "expiresAt", i.asked_again_at as "askedAgainAt",
    u.ended_at is not null or c.deleted_at is not null as ended, i.accepted_at is not null as accepted,
    i.revoked_at is not null as revoked, i.expires_at <= now() as expired
  from invitations i
  join portal_users u on u.id = i.portal_user_id
  join portal_accounts c on c.id = u.account_id
  join logins l on l.id = u.login_id
  left join logins b on b.id = i.invited_by
  where i.id = $1`;
