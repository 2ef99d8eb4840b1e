drop function forget_access_log_addresses(uuid);
drop function drop_old_access_log_months();
drop function make_access_log_months();
alter table logins drop column erased_at;
drop table log_settings;
drop table access_log;
