import type { MailState } from '../mail/mail.entity.js';

/** How far an invitation is. `none`: the person was added, and nobody has invited them yet. */
export const INVITATION_STATES = [
  'none',
  'queued',
  'sent',
  'failed',
  'bounced',
  'accepted',
  'expired',
  'revoked',
] as const;
export type InvitationState = (typeof INVITATION_STATES)[number];

/** What a state is made of: the access, its invitation, and the newest mail about it. */
export interface InvitationFacts {
  readonly active: boolean;
  readonly invitationId: string | null;
  readonly acceptedAt: Date | null;
  readonly revokedAt: Date | null;
  readonly expiresAt: Date | null;
  readonly mailState: MailState | null;
  /** When the mail came back, though a mail server had taken it. */
  readonly bouncedAt: Date | null;
}

/**
 * The state of an invitation now. A mail that never went out is failed, however long ago that was: refused by the mail
 * server, or taken back by us because it was not wanted when its turn came.
 */
export function invitationState(facts: InvitationFacts, now: Date): InvitationState {
  if (facts.active || facts.acceptedAt) return 'accepted';
  if (!facts.invitationId || !facts.expiresAt) return 'none';
  if (facts.revokedAt) return 'revoked';
  if (facts.mailState === 'failed' || facts.mailState === 'cancelled') return 'failed';
  if (facts.bouncedAt) return 'bounced';
  if (facts.expiresAt <= now) return 'expired';
  return facts.mailState === 'sent' ? 'sent' : 'queued';
}

/**
 * The same in SQL, to filter by: of the tables `u` (portal_users), `i` (invitations, outer) and `m` (its newest mail,
 * outer).
 */
export const STATE_SQL = `case
  when u.active or i.accepted_at is not null then 'accepted'
  when i.id is null then 'none'
  when i.revoked_at is not null then 'revoked'
  when m.state in ('failed', 'cancelled') then 'failed'
  when m.bounced_at is not null then 'bounced'
  when i.expires_at <= now() then 'expired'
  when m.state = 'sent' then 'sent'
  else 'queued' end`;

/** Whose person wants a new link, and has not got one yet. Of the same tables. */
export const ASKED_SQL =
  'i.asked_again_at is not null and i.accepted_at is null and i.revoked_at is null and not u.active';

/** Joins an access, `u`, to its invitation and the newest mail about it. */
export const INVITATION_JOIN = `
  left join invitations i on i.portal_user_id = u.id
  left join lateral (
    select state, answer, sent_at, bounced_at, bounce_reason from mails
    where subject_id = i.id and kind = 'invitation' order by created_at desc, id desc limit 1
  ) m on true`;

/** What a page tells of an invitation. */
export interface InvitationRow extends InvitationFacts {
  readonly tokenVersion: number | null;
  readonly sentAt: Date | null;
  readonly askedAgainAt: Date | null;
  /** The mail server's own words. */
  readonly answer: string | null;
  /** Why the mail came back. */
  readonly bounceReason: string | null;
  /** Set while no mail server is named: what is on its way waits for one. */
  readonly noMailServer?: boolean;
}

/** The rows as they stand while a mail server is named, or none. */
export const withMailServer = <Row extends InvitationRow>(rows: readonly Row[], named: boolean): Row[] =>
  named ? [...rows] : rows.map((row) => ({ ...row, noMailServer: true }));

export const INVITATION_COLUMNS = `
  u.active, i.id as "invitationId", i.token_version as "tokenVersion", i.accepted_at as "acceptedAt",
  i.revoked_at as "revokedAt", i.expires_at as "expiresAt", i.asked_again_at as "askedAgainAt",
  m.state as "mailState", m.sent_at as "sentAt", m.answer,
  m.bounced_at as "bouncedAt", m.bounce_reason as "bounceReason"`;
