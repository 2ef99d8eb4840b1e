drop table record_change_rows;
drop table record_changes;
