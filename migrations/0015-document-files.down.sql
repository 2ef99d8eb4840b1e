drop index file_types_name;
drop trigger documents_files_moved on documents;
drop function move_document_files();
drop index files_unclaimed;
alter table files drop column unclaimed_since;
