-- The document whose PDF is a sales document's own paper, by its reference. It may arrive before or after it.
alter table sales add column document_reference text collate "C" not null default '';
