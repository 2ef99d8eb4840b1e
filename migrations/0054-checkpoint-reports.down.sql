drop table checkpoint_reports;
delete from record_words where section = 'checkpoint-reports';
