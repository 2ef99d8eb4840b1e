import { INVITATION_JOIN, STATE_SQL } from '../../invitations/invitation-state.js';

/** Whom a list would invite, and whom only once something is switched on. */
export const READY = ['new', 'saved'] as const;
export const OFF = ['off-portal', 'off-customer'] as const;
/** What becomes of people: mailed, or added without a mail. */
export const DONE = ['sent', 'kept'] as const;
/** Why somebody is left out, as far as the list or the database tells. */
export const LEFT_OUT = [
  'active',
  'invited',
  'lapsed',
  'staff',
  'disabled',
  'sites',
  'bad-address',
  'no-customer',
  'unknown-customer',
  'twice',
  'refused',
] as const;

export const VERDICTS = [...READY, ...OFF, ...DONE, ...LEFT_OUT] as const;
export type Verdict = (typeof VERDICTS)[number];

/**
 * What inviting the person of a line would come to now: of the tables `x` (the line), `t` (the list) and those that
 * `VERDICT_JOIN` adds. Somebody who was invited before and cannot use that link any more is no matter for a list: the
 * office may have had its reasons.
 */
export const VERDICT_SQL = `case
  when x.fault is not null then x.fault
  when c.id is null then 'unknown-customer'
  when l.kind = 'staff' then 'staff'
  when l.disabled_at is not null then 'disabled'
  when u.id is not null and ${STATE_SQL} = 'accepted' then 'active'
  when u.id is not null and ${STATE_SQL} in ('queued', 'sent') then 'invited'
  when u.id is not null and ${STATE_SQL} <> 'none' then 'lapsed'
  when k.only_patrol then 'sites'
  when not (select enabled from portal_settings) then 'off-portal'
  when not c.portal_enabled then 'off-customer'
  when u.id is null then 'new'
  else 'saved' end`;

export const VERDICT_JOIN = `
  left join customers c on c.deleted_at is null
    and c.id = coalesce(t.customer_id, (select id from customers where reference = x.reference))
  left join logins l on l.email_key = x.email_key and x.email_key <> ''
  left join portal_users u on u.login_id = l.id and u.account_id = c.id and u.ended_at is null
  ${INVITATION_JOIN}
  left join lateral (
    select bool_or(s.kind = 'patrol') and not bool_or(s.kind = 'static') as only_patrol from sites s
    where s.customer_id = c.id and s.deleted_at is null
      and (u.id is null or u.every_site
        or exists (select from portal_user_sites p where p.portal_user_id = u.id and p.site_id = s.id))
  ) k on true`;
