-- A document that moves to another customer takes the file along that it has now, and no older version: those were the
-- other customer's. One that comes back from being deleted under another customer's name brings no file at all.
create function leave_files_behind() returns trigger language plpgsql as $$
begin
  update files set unclaimed_since = now()
    where id in (select file_id from document_versions where document_id = old.id);
  delete from document_versions where document_id = old.id;
  if old.deleted_at is not null then
    update files set unclaimed_since = now() where id = old.file_id;
    new.file_id := null;
    new.file_version := null;
  end if;
  return new;
end $$;
create trigger documents_leave_files before update on documents for each row
  when (old.customer_id <> new.customer_id) execute function leave_files_behind();
