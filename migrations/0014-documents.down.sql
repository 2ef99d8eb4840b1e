drop policy files_portal on files;
drop policy files_app on files;
alter table files disable row level security;
drop table documents, file_types;
delete from record_words where section = 'documents';
