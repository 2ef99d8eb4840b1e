-- What holds several kinds of records cannot be told apart any more: it is asked for again.
update exports set rights = '' where id in (select export_id from export_contents where section is not null);
delete from export_contents where section is not null;
alter table export_contents drop column section;
