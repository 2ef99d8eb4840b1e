alter table imports drop column first_records, drop column first_day, drop column last_day;
