drop table import_maps;
delete from imports where operation_id is null;
alter table imports drop constraint imports_work,
  drop constraint imports_step,
  alter column operation_id set not null,
  drop column headings;
update imports set step = 'check' where step = 'match';
alter table imports add constraint imports_step check (step in ('check', 'import'));
