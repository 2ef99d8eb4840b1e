drop policy documents_portal on documents;
create policy documents_portal on documents for select to {{portal}}
  using (customer_id = (select portal_customer()) and deleted_at is null
    and type in (select key from file_types where customer_file)
    and ((select portal_every_site()) or site_id = any ((select portal_sites())::uuid[])));
alter table documents drop column order_id;
drop table order_tasks, order_flags, orders, flags;
delete from record_words where section = 'orders';
