/** What is on at the customer `c`, as JSON. */
const ON = `(select coalesce(jsonb_agg(p.permission), '[]') from customer_permissions p
                where p.customer_id = c.id and p.allowed)`;

/** A column: the customers of the account `$1` while it stands, as facts of somebody who sees all sites of each. */
export const ACCOUNT_CUSTOMERS = `(
  select coalesce(jsonb_agg(jsonb_build_object(
      'id', c.id, 'reference', c.reference, 'name', c.name, 'portalEnabled', c.portal_enabled,
      'on', ${ON}, 'sites', 'all') order by c.name_key, c.id), '[]')
  from portal_accounts a join portal_account_customers m on m.account_id = a.id join customers c on c.id = m.customer_id
  where a.id = $1 and a.deleted_at is null
) as customers`;

/** A column of the tables `chosen` (which access) and `l` (its login): the access with its customers, or null. */
export const ACCESS = `(
  select jsonb_build_object(
    'id', u.id, 'withheld', u.withheld,
    'showLiveClockIns', u.show_live_clock_ins, 'shareAllIncidents', u.share_all_incidents,
    'manager', u.manager and (select customers_manage_people from portal_settings),
    'customers', (
      select coalesce(jsonb_agg(jsonb_build_object(
        'id', c.id, 'reference', c.reference, 'name', c.name, 'portalEnabled', c.portal_enabled,
        'on', ${ON},
        'sites', case when u.every_site or exists (
            select from portal_user_customers w where w.portal_user_id = u.id and w.customer_id = c.id)
          then to_jsonb('all'::text)
          else (select coalesce(jsonb_agg(s.site_id), '[]') from portal_user_sites s
            join sites x on x.id = s.site_id and x.customer_id = c.id and x.deleted_at is null and x.status <> 'archived'
            where s.portal_user_id = u.id) end
      ) order by c.name_key, c.id), '[]')
      from portal_account_customers m join customers c on c.id = m.customer_id where m.account_id = u.account_id))
  from portal_users u join portal_accounts a on a.id = u.account_id and a.deleted_at is null
  where u.id = chosen.portal_user_id and u.login_id = l.id and (u.active or chosen.unaccepted_too)
    and u.ended_at is null
) as access`;
