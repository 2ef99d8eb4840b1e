drop trigger documents_away on documents;
create trigger documents_away before update on documents for each row
  when (old.customer_id <> new.customer_id and old.site_id = new.site_id
    and (new.job_id is not null or new.order_id is not null))
  execute function move_documents_away();
