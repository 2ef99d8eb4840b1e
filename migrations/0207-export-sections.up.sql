-- A prepared file may hold records of several sections. Without one they are of the list that was asked for.
alter table export_contents add section text;
