-- A licence carries its own paper. Of the organisation's own nobody is the customer: the licence says who sees its file.
alter table files alter column customer_id drop not null;
alter table licences add column file_id uuid references files;
create index licences_file on licences (file_id) where file_id is not null;

create policy files_of_licences_portal on files for select to {{portal}}
  using (exists (select from licences l where l.file_id = files.id));
