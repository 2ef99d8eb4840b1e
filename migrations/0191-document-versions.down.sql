create or replace function move_document_files() returns trigger language plpgsql as $$
begin
  update files f set customer_id = n.customer_id
  from new_rows n where f.id = n.file_id and f.customer_id <> n.customer_id;
  return null;
end $$;
drop policy files_portal on files;
create policy files_portal on files for select to {{portal}}
  using (customer_id = (select portal_customer()) and exists (select from documents d where d.file_id = files.id));
update files set unclaimed_since = now() where id in (select file_id from document_versions);
drop table document_versions;
alter table documents drop constraint documents_of_customer, drop file_version;
alter table file_types drop older_versions;
