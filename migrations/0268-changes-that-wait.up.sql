-- What could not be brought back, as something that it points at was gone: it is offered again once that is there.
alter table record_change_rows add column waits boolean not null default false;
