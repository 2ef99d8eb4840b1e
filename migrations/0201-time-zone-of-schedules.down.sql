drop trigger organisation_time_zone on organisation;
drop function keep_schedules_on_time();
