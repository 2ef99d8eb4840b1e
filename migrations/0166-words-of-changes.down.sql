drop index audit_lines_address;
alter table audit_names drop column words;
alter table audit_lines drop column words;
drop function words_of_change(jsonb, jsonb);
