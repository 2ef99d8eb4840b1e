-- The words of what a change says, so that the audit log is found by them: texts and numbers before and after, at any
-- depth, without the names of fields. What is very long is found by its beginning: a line must never fail to be written.
create function words_of_change(before jsonb, after jsonb) returns tsvector
  language sql immutable parallel safe
  return array_to_tsvector(array(
    select distinct left(word, 100)
    from jsonb_path_query(jsonb_build_array(before, after), 'strict $.** ? (@.type() == "string" || @.type() == "number")') as value,
      regexp_split_to_table(fold(left(value #>> '{}', 10000)), '[^[:alnum:]]+') as word
    where word <> ''
    limit 5000));

alter table audit_lines add column words tsvector generated always as (words_of_change(before, after)) stored;
create index audit_lines_words on audit_lines using gin (words);
-- What is emptied when a person is erased is no longer found either.
alter table audit_names add column words tsvector generated always as (words_of_change(before, after)) stored;
create index audit_names_words on audit_names using gin (words);
-- A search also looks for the address of a computer; without this no index could answer all of it.
create index audit_lines_address on audit_lines (address, at desc, id desc);
