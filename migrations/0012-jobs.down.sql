drop table waste_fates, waste_item_codes, waste_items, jobs;
drop function keep_waste_fate_sums();
drop function keep_waste_item_sums();
drop function refuse_job_removal();
drop function keep_job_sums();
drop function append_job_sums(sum_line[]);
drop type sum_line;
delete from record_sums where section = 'jobs';
delete from record_words where section = 'jobs';
