/**
 * Joins of `r`, a recipient of the schedule `s`: `l`, whose login it is, and `w`, the access that decides what they are
 * sent. An address has one too as soon as its owner has, or had, access to what the schedule tells of (`concerns`), also
 * where a customer has left a consolidated account since. One that stands comes before one that is gone.
 */
export const WHOSE = `
  left join portal_users named on named.id = r.portal_user_id
  left join logins l on l.id = coalesce(named.login_id,
    (select k.id from logins k where r.portal_user_id is null and k.email_key = r.email_key))
  left join lateral (
    select u.id, u.active, case
      when u.ended_at is not null or a.deleted_at is not null then 'ended'
      when u.account_id <> s.account_id and not exists (
        select from portal_account_customers m join portal_account_customers o on o.customer_id = m.customer_id
        where m.account_id = u.account_id and o.account_id = s.account_id) then 'left' end as gone
    from portal_users u join portal_accounts a on a.id = u.account_id
    where u.id = named.id or r.portal_user_id is null and u.login_id = l.id and concerns(s, u)
    order by 3 nulls first, u.account_id <> s.account_id, u.created_at, u.id limit 1
  ) w on true`;

/** Where they are mailed; empty of somebody who was erased. */
export const EMAIL = `coalesce(nullif(r.email, ''), l.email, '')`;

/** Why they are sent nothing, whatever the decision says; null where it is for the decision to say. */
export const CLOSED = `case
    when l.disabled_at is not null then 'closed'
    when w.gone is not null then w.gone
    when not w.active then 'invited'
    when w.id is null and exists (
      select from portal_users u join portal_accounts a on a.id = u.account_id and a.deleted_at is null
      where u.login_id = l.id and u.ended_at is null) then 'elsewhere' end`;

/** The customers whose figures the schedule `s` tells; none of an account that was deleted. */
export const CUSTOMERS = `array(
    select m.customer_id from portal_account_customers m
    join portal_accounts a on a.id = m.account_id and a.deleted_at is null where m.account_id = s.account_id)`;
