/**
 * Joins of `r`, a recipient of the schedule `s`: `l`, whose login it is, and `w`, the access that decides what they are
 * sent. An address has one too as soon as its owner has, or had, access to what the schedule tells of: to its customer,
 * or by way of a consolidated account. One that stands comes before one that ended.
 */
export const WHOSE = `
  left join portal_users named on named.id = r.portal_user_id
  left join logins l on l.id = coalesce(named.login_id,
    (select k.id from logins k where r.portal_user_id is null and k.email_key = r.email_key))
  left join lateral (
    select u.id, u.active, u.ended_at is not null or a.deleted_at is not null as ended
    from portal_users u join portal_accounts a on a.id = u.account_id
    where u.id = named.id or r.portal_user_id is null and u.login_id = l.id and (u.account_id = s.account_id or exists (
      select from portal_account_customers m join portal_account_customers o on o.customer_id = m.customer_id
      where m.account_id = u.account_id and o.account_id = s.account_id))
    order by 3, u.account_id <> s.account_id, u.created_at, u.id limit 1
  ) w on true`;

/** Where they are mailed; empty of somebody who was erased. */
export const EMAIL = `coalesce(nullif(r.email, ''), l.email, '')`;

/** Why they are sent nothing, whatever the decision says; null where it is for the decision to say. */
export const CLOSED = `case
    when l.disabled_at is not null then 'closed'
    when w.ended then 'ended'
    when not w.active then 'invited' end`;

/** The customers whose figures the schedule `s` tells; none of an account that was deleted. */
export const CUSTOMERS = `array(
    select m.customer_id from portal_account_customers m
    join portal_accounts a on a.id = m.account_id and a.deleted_at is null where m.account_id = s.account_id)`;
