drop index record_change_rows_record;
alter table record_change_rows drop column version_before;
