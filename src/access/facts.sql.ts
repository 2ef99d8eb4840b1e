import { ACCESS, ACCOUNT_CUSTOMERS } from './access.facts.js';
import { VIEWING } from './viewing.facts.js';

/** The queries of facts: who asks and all that the decision looks at, each in one statement. */
export const ORGANISATION = `(
  select jsonb_build_object(
    'name', name, 'portalName', portal_name, 'colour', colour,
    'logoVersion', case when logo_file is null then null else version end,
    'phone', phone, 'email', email, 'timeZone', time_zone, 'currency', currency, 'locale', locale, 'trade', trade)
  from organisation
) as organisation`;

const SETTINGS = `(select enabled from portal_settings) as portal_enabled,
  coalesce((select array_agg(permission) from permission_settings where available), '{}') as available`;

const LOGIN = `
  ${ORGANISATION},
  l.id as login_id, l.email, l.name, l.kind,
  exists (select from login_role_groups h join role_groups g on g.id = h.role_group_id
    where h.login_id = l.id and g.kind = 'customer') as in_customer_role_group,
  coalesce((select array_agg(distinct p) from login_role_groups h join role_groups g on g.id = h.role_group_id,
    unnest(g.permissions) as p where h.login_id = l.id), '{}') as staff_permissions,
  ${SETTINGS},
  coalesce((select jsonb_agg(jsonb_build_object('id', u.id, 'name', c.name, 'open', c.portal_enabled) order by c.name_key, u.id)
    from portal_users u join portal_accounts c on c.id = u.account_id and c.deleted_at is null
    where u.login_id = l.id and u.active and u.ended_at is null), '[]') as accesses`;

/** A column of the table `o`, the login whose session it is. */
const LACKS_TWO_STEP = `(o.kind = 'staff' and (select staff_need_two_step from organisation) and not exists (
    select from login_authenticators t where t.login_id = o.id and t.confirmed_at is not null)) as lacks_two_step`;

export const OF_SESSION = `
  select ${LOGIN}, l.disabled_at is null as active, ${ACCESS}, ${VIEWING}, ${LACKS_TWO_STEP}
  from sessions s
  join logins o on o.id = s.login_id and o.disabled_at is null and o.epoch = s.login_epoch
  left join viewings v on v.session_id = s.id and v.ended_at is null and o.kind = 'staff'
  left join portal_users w on w.id = v.portal_user_id
  join logins l on l.id = coalesce(w.login_id, o.id),
  lateral (select coalesce(w.id, s.portal_user_id) as portal_user_id, false as unaccepted_too) as chosen
  where s.id = $1 and not s.awaits_code and s.ended_at is null and s.expires_at > now()`;

export const OF_ACCESS = `
  select ${LOGIN}, l.disabled_at is null as active, ${ACCESS}
  from portal_users a join logins l on l.id = a.login_id,
  lateral (select a.id as portal_user_id, $2::boolean as unaccepted_too) as chosen
  where a.id = $1`;

export const OF_ACCOUNT = `select ${SETTINGS}, ${ACCOUNT_CUSTOMERS}`;
