alter table access_log drop column file_version;
