alter table imports drop column doubts;
