-- Somebody of a customer who looks after its people, within what they see themselves.
alter table portal_users add column manager boolean not null default false;
alter table portal_users add constraint portal_users_manager check (not manager or customer_id is not null);

-- Whether managers may do so at all. Nobody is a manager until staff say so.
alter table portal_settings add column customers_manage_people boolean not null default true;
