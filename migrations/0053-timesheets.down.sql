drop table timesheet_shifts, timesheets;
drop function void_decision_of_shifts();
drop function void_decision();
delete from record_words where section = 'timesheets';
