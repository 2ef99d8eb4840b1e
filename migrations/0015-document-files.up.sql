-- Files come and go by their rows. A row that no document names says since when: it is written before its bytes arrive,
-- and again when another file takes its place. A worker removes the bytes and then the row, a day later.
alter table files add column unclaimed_since timestamptz;
create index files_unclaimed on files (unclaimed_since) where unclaimed_since is not null;

-- A document that moves to another customer takes its file along.
create function move_document_files() returns trigger language plpgsql as $$
begin
  update files f set customer_id = n.customer_id
  from new_rows n where f.id = n.file_id and f.customer_id <> n.customer_id;
  return null;
end $$;
create trigger documents_files_moved after update on documents referencing new table as new_rows
  for each statement execute function move_document_files();

-- Two file types of one name could not be told apart.
create unique index file_types_name on file_types (fold(name));
