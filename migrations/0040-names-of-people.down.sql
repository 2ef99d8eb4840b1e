alter table logins drop column last_name;
