alter table imports drop column kinds;
