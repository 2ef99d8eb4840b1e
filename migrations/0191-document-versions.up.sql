-- A newer file takes the place of the one before, which stays reachable: to staff always, to customers where the type of
-- the document says so.
alter table file_types add older_versions boolean not null default false;

-- Which of its files the document has now: the first, the second, ...
alter table documents
  add file_version integer,
  add constraint documents_of_customer unique (id, customer_id);
update documents set file_version = 1 where file_id is not null;

create table document_versions (
  id uuid primary key,
  document_id uuid not null,
  customer_id uuid not null,
  number integer not null constraint document_versions_number check (number > 0),
  file_id uuid not null references files,
  replaced_at timestamptz not null default now(),
  constraint document_versions_once unique (document_id, number),
  constraint document_versions_document foreign key (document_id, customer_id) references documents (id, customer_id)
    on update cascade on delete cascade
);
create index document_versions_file on document_versions (file_id);

alter table document_versions enable row level security;
create policy document_versions_app on document_versions to {{app}} using (true) with check (true);
-- Through the document's own policy, which holds its site, too: whoever may not read it reads no version of it.
create policy document_versions_portal on document_versions for select to {{portal}}
  using (customer_id = (select portal_customer())
    and exists (select from documents d join file_types t on t.key = d.type
      where d.id = document_versions.document_id and t.older_versions));
grant select, insert, update, delete on document_versions to {{app}};
grant select on document_versions to {{portal}};

drop policy files_portal on files;
create policy files_portal on files for select to {{portal}}
  using (customer_id = (select portal_customer()) and (
    exists (select from documents d where d.file_id = files.id)
    or exists (select from document_versions v where v.file_id = files.id)));

-- A document that moves to another customer takes all of its files along.
create or replace function move_document_files() returns trigger language plpgsql as $$
begin
  update files f set customer_id = n.customer_id
  from new_rows n where f.id = n.file_id and f.customer_id <> n.customer_id;
  update files f set customer_id = n.customer_id
  from new_rows n join document_versions v on v.document_id = n.id
  where f.id = v.file_id and f.customer_id <> n.customer_id;
  return null;
end $$;
