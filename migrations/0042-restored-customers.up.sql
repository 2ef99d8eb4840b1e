-- A customer that comes back begins like a new one, whoever brings it back: its people may see nothing until portal
-- access is switched on.
create function close_restored_customer() returns trigger language plpgsql as $$
begin
  if old.deleted_at is not null and new.deleted_at is null then
    new.portal_enabled := false;
  end if;
  return new;
end $$;
create trigger customers_restored before update of deleted_at on customers
  for each row execute function close_restored_customer();
