-- Also a document without a site is of its job's when that goes to another customer; a season ticket is for all of them.
drop trigger documents_away on documents;
create trigger documents_away before update on documents for each row
  when (old.customer_id <> new.customer_id and old.site_id is not distinct from new.site_id
    and (new.site_id is not null or new.type <> 'season-ticket')
    and (new.job_id is not null or new.order_id is not null))
  execute function move_documents_away();
