-- The version that a change of many met: taken back, it is as that version left the record, and an earlier change of
-- the same record can be taken back, too.
alter table record_change_rows add column version_before integer;
create index record_change_rows_record on record_change_rows (record_id);
