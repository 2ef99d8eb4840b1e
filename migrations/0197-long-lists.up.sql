-- Few of a customer's jobs are scheduled or in progress: they are found among a hundred thousand without looking at each.
create index jobs_list_status on jobs (customer_id, status, date desc nulls last, id desc) where deleted_at is null;

-- The words of one record, under row-level security: with the customer behind it the planner takes this index even
-- where it knows nothing of the table yet, as after a first import.
drop index record_words_record;
create index record_words_record on record_words (record_id, customer_id);
