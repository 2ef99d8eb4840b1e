-- A document is news when it begins to be shared, also where its type becomes one that is.
create or replace trigger documents_news_added after insert on documents referencing new table as new_rows
  for each statement execute function note_arrivals('documents',
    '?.type in (select key from file_types where customer_file)');
create or replace trigger documents_news_changed after update on documents
  referencing old table as old_rows new table as new_rows
  for each statement execute function note_arrivals('documents',
    '?.type in (select key from file_types where customer_file)');
