delete from exports where format = 'zip';
alter table exports drop constraint exports_format,
  add constraint exports_format check (format in ('csv', 'xlsx'));
