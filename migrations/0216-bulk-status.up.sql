-- What comes with a status that many records are given at once, such as why jobs are cancelled.
alter table record_changes add column note text;
-- What it stood in the place of, as text, so that it can come back.
alter table record_change_rows add column note_before text;
