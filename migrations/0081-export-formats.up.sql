-- Lists are prepared as CSV or as a workbook.
alter table exports add format text not null default 'csv' constraint exports_format check (format in ('csv', 'xlsx'));
