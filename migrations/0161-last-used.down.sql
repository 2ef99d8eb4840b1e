alter table portal_users drop column last_used_at;
