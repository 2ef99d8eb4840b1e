-- A document that found its site keeps it.
drop trigger documents_away on documents;
drop trigger orders_documents on orders;
drop trigger jobs_documents on jobs;
drop function move_documents_away, move_documents_along;
