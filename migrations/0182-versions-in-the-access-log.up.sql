-- Which older version of a document's file somebody opened; none where it was the one that it has.
alter table access_log add file_version integer;
grant select (file_version) on access_log to {{portal}};
