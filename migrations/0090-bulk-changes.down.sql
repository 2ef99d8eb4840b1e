create or replace function give_default_permissions() returns trigger language plpgsql as $$
begin
  insert into customer_permissions (customer_id, permission, allowed, set_by)
  select n.id, s.permission, s.on_for_new, 'default' from new_customers n cross join permission_settings s
  on conflict do nothing;
  return null;
end $$;
drop table bulk_change_customers;
drop table bulk_changes;
alter table operations drop column undoing;
