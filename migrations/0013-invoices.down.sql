drop table invoice_lines, invoices;
delete from record_words where section = 'invoices';
