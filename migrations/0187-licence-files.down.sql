drop policy files_of_licences_portal on files;
alter table licences drop column file_id;
-- Their bytes stay in the storage: nothing else ever named them.
delete from files where customer_id is null;
alter table files alter column customer_id set not null;
