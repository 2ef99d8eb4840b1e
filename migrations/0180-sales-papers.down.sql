alter table sales drop column document_reference;
