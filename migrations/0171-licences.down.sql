drop table licences;
delete from record_words where section = 'licences';
