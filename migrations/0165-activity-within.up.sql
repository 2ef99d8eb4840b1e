-- The access log is no reading for the portal at large: only for the page on which a customer's manager looks at what its
-- own people did. That page opens `activity`, names the accesses whose lines are meant, and which sections the manager
-- sees; of incidents those that are shared with the manager.
create function portal_people() returns uuid[] language sql stable parallel safe
  return string_to_array(nullif(current_setting('app.people', true), ''), ',')::uuid[];

drop policy access_log_portal on access_log;
create policy access_log_portal on access_log for select to {{portal}} using (
  customer_id = (select portal_customer()) and (select portal_may('activity'))
  and portal_user_id = any ((select portal_people())::uuid[])
  and (section in ('', 'home', 'profile', 'people', 'activity') or section = any ((select portal_open())::text[]))
  and (record_id is null or (select portal_every_site()) or site_id = any ((select portal_sites())::uuid[]))
  and (section <> 'incidents' or record_id is null
    or exists (select from incident_shares s where s.incident_id = record_id))
);

-- Not from where: that is the office's to know.
revoke select on access_log from {{portal}};
grant select (id, at, kind, login_id, portal_user_id, customer_id, section, record_id, reference) on access_log
  to {{portal}};
