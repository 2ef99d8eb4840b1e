drop table site_containers;
drop table site_contacts;
alter table sites drop column invoicing_address;
alter table sites drop column invoicing;
alter table sites drop column coordinates;
