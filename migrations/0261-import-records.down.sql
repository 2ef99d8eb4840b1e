create or replace function settle_invoices(ids uuid[]) returns void language plpgsql as $$
begin
  if ids is null then return; end if;
  perform from invoices where id = any (ids) order by reference, kind for no key update;
  update invoices set settled_amount = settled_amount where id = any (ids);
end $$;
update operations set kind = 'import' where kind = 'import-check';
alter table imports drop column kept_until, drop column undone_by;
drop table import_records;
