-- Whether a record contradicted others already before many were changed: that is not held against its coming back.
alter table record_change_rows add column contradicted boolean not null default false;
