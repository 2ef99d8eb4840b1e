alter table portal_settings drop column customers_manage_people;
alter table portal_users drop constraint portal_users_manager;
alter table portal_users drop column manager;
