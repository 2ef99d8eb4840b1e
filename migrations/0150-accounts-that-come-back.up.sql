-- A consolidated account that comes back begins closed, as a customer does: the accesses it had end, and its people are
-- invited anew.
create function close_restored_account() returns trigger language plpgsql as $$
begin
  if old.deleted_at is not null and new.deleted_at is null then
    update portal_users set ended_at = now() where consolidated_account_id = new.id and ended_at is null;
  end if;
  return new;
end $$;
create trigger consolidated_accounts_restored before update of deleted_at on consolidated_accounts
  for each row execute function close_restored_account();

-- What was chosen for people at a customer goes with it. Looked at when all is written: a system sends the whole list of
-- customers anew, and those that are still on it keep their choices.
create function forget_choices_at_left_customer() returns trigger language plpgsql as $$
begin
  if exists (select from consolidated_account_customers
    where consolidated_account_id = old.consolidated_account_id and customer_id = old.customer_id) then
    return null;
  end if;
  delete from portal_user_customers w using portal_users u
  where u.id = w.portal_user_id and u.consolidated_account_id = old.consolidated_account_id
    and w.customer_id = old.customer_id;
  delete from portal_user_sites s using portal_users u, sites x
  where u.id = s.portal_user_id and u.consolidated_account_id = old.consolidated_account_id
    and x.id = s.site_id and x.customer_id = old.customer_id;
  return null;
end $$;
create constraint trigger consolidated_account_customers_left after delete on consolidated_account_customers
  deferrable initially deferred for each row execute function forget_choices_at_left_customer();

create index invitation_list_lines_email on invitation_list_lines (email_key);
