alter table record_change_rows drop column note_before;
alter table record_changes drop column note;
