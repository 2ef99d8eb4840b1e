alter table imports drop column first_records;
