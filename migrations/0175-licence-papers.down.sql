drop index licences_document_of;
alter table licences drop constraint licences_document_has_customer, drop column link, drop column document_id;
