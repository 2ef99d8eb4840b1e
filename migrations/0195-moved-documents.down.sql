drop trigger documents_leave_files on documents;
drop function leave_files_behind();
