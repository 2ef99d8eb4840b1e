/** Somebody with whom a report may be shared, and how it is. */
export interface ShareChoice {
  /** Of the access. */
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly how: 'hand' | 'automatic' | null;
}

/** People whose access stands for the report's customer and who see its site; `$1` is the report. */
export const SHARES = `
  select u.id, l.name, l.email, s.how
  from incidents i
    join portal_account_customers m on m.customer_id = i.customer_id
    join portal_users u on u.account_id = m.account_id and u.ended_at is null
    join logins l on l.id = u.login_id
    left join incident_shares s on s.incident_id = i.id and s.portal_user_id = u.id and s.customer_id = i.customer_id
  where i.id = $1 and i.deleted_at is null and i.status <> 'draft'
    and (u.every_site
      or exists (select from portal_user_sites x where x.portal_user_id = u.id and x.site_id = i.site_id)
      or exists (select from portal_user_customers c where c.portal_user_id = u.id and c.customer_id = i.customer_id))
  order by l.name, l.email, u.id`;
