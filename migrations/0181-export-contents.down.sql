drop table export_contents;
