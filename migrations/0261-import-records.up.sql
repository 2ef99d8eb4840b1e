-- What an import made or changed, and what stood before, for as many days as it can be taken back. Kept without foreign
-- keys: records of every section stand here, and rows are many.
create table import_records (
  import_id uuid not null,
  record_id uuid not null,
  collection text not null,
  -- Whether nothing stood there before: then it is deleted when the import is taken back.
  made boolean not null,
  -- The version that the import left. What a payment or a credit note makes of its invoice is nobody's change of that.
  version_after integer not null,
  before jsonb,
  -- Whether it was dealt with when the import was taken back, and why it stayed.
  undone boolean not null default false,
  why jsonb,
  primary key (import_id, record_id)
);
create index import_records_of_record on import_records (record_id);
grant select, insert, update, delete on import_records to {{app}};

-- Until when it can be taken back, and who takes it back.
alter table imports add column kept_until timestamptz, add column undone_by jsonb;
create index imports_remembered on imports (kept_until) where kept_until is not null;
-- A check has nothing to take back: it is work of another kind.
update operations set kind = 'import-check' where kind = 'import' and payload ->> 'step' = 'check';

create or replace function settle_invoices(ids uuid[]) returns void language plpgsql as $$
begin
  if ids is null then return; end if;
  perform from invoices where id = any (ids) order by reference, kind for no key update;
  with settled as (
    update invoices set settled_amount = settled_amount where id = any (ids) returning id, version)
  update import_records n set version_after = s.version from settled s
  where n.record_id = s.id and n.version_after = s.version - 1;
end $$;
