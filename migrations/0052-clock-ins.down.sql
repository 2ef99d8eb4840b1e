drop table clock_ins;
delete from record_words where section = 'clock-ins';
