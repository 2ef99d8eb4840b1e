drop table sales_lines;
drop table sales;
delete from record_words where section = 'sales';
