create or replace function readdress_schedules() returns trigger language plpgsql as $$
declare
  mine uuid[];
begin
  select array_agg(r.id) into mine
  from schedule_recipients r join schedules s on s.id = r.schedule_id
  where r.portal_user_id is null and r.email_key = old.email_key and exists (
    select from portal_users u where u.login_id = new.id and (u.account_id = s.account_id or exists (
      select from portal_account_customers m join portal_account_customers o on o.customer_id = m.customer_id
      where m.account_id = u.account_id and o.account_id = s.account_id)));
  update schedule_recipients r set email = new.email, email_key = new.email_key
  where r.id = any (mine) and not exists (select from schedule_recipients o
    where o.schedule_id = r.schedule_id and o.portal_user_id is null and o.email_key = new.email_key);
  -- Where the new address stands there already, the old one goes.
  update schedule_recipients set removed_at = now()
  where id = any (mine) and email_key = old.email_key and removed_at is null;
  return null;
end $$;
drop function concerns(schedules, portal_users);
drop view portal_account_customers_ever;
drop trigger consolidated_account_customers_departure on consolidated_account_customers;
drop function note_departure();
drop table consolidated_account_departures;
