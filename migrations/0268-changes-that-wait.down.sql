alter table record_change_rows drop column waits;
