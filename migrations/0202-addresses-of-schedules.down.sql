drop trigger logins_schedules on logins;
drop function readdress_schedules();
drop index schedule_recipients_by_address;
