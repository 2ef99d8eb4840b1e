drop table files, record_sums, record_words;
drop function keep_words();
