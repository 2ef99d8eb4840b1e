drop index record_words_record;
create index record_words_record on record_words (record_id);
drop index jobs_list_status;
