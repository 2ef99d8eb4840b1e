delete from file_types t where key = 'photo' and not exists (select from documents d where d.type = t.key);
drop index waste_items_consignment;
drop index waste_items_tracking;
alter table waste_items drop received_at, drop receiving_permit, drop receiving_site;
