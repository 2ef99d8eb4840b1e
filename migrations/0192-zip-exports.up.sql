-- Files of documents are prepared as one ZIP.
alter table exports drop constraint exports_format,
  add constraint exports_format check (format in ('csv', 'xlsx', 'zip'));
