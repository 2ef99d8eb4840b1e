revoke select (id, at, kind, login_id, portal_user_id, customer_id, section, record_id, reference) on access_log
  from {{portal}};
grant select on access_log to {{portal}};
drop policy access_log_portal on access_log;
create policy access_log_portal on access_log for select to {{portal}} using (
  customer_id = (select portal_customer()) and portal_user_id is not null
  and (record_id is null or (select portal_every_site()) or site_id = any ((select portal_sites())::uuid[]))
);
drop function portal_people();
