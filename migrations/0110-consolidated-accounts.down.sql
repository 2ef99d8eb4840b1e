drop view portal_account_customers, portal_accounts;
drop table portal_user_customers;
delete from portal_users where consolidated_account_id is not null;
alter table portal_users drop constraint portal_users_account, drop column account_id, drop column consolidated_account_id,
  alter column customer_id set not null;
create unique index portal_users_login_customer on portal_users (login_id, customer_id) where ended_at is null;
drop table consolidated_account_customers, consolidated_accounts;
