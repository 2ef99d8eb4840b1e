-- Quotes, price lists and agreements. Drafts are never shown.
create table sales (
  id uuid primary key,
  reference text collate "C" not null,
  kind text not null constraint sales_kind check (kind in ('quote', 'pricelist', 'agreement')),
  customer_id uuid not null references customers,
  site_id uuid,
  title text not null default '',
  date date not null,
  edition integer not null default 1,
  status text not null default 'draft'
    constraint sales_status check (status in ('draft', 'sent', 'accepted', 'finished', 'expired')),
  expires date,
  total_amount bigint,
  currency text,
  notes text not null default '',
  shown boolean not null generated always as (status <> 'draft') stored,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  changed_in bigint not null,
  deleted_at timestamptz,
  -- A reference is one of a kind.
  constraint sales_reference_key unique (kind, reference),
  constraint sales_site foreign key (site_id, customer_id) references sites (id, customer_id) on update cascade,
  constraint sales_of_customer unique (id, customer_id),
  constraint sales_of_site unique (id, site_id)
);
create index sales_list_date on sales (customer_id, date desc nulls last, id desc) where deleted_at is null;
create index sales_list_reference on sales (customer_id, reference, id) where deleted_at is null;
create index sales_list_expires on sales (customer_id, expires desc nulls last, id desc) where deleted_at is null;
create index sales_staff_date on sales (date desc nulls last, id desc) where deleted_at is null;
create index sales_staff_reference on sales (reference, id) where deleted_at is null;
create index sales_staff_expires on sales (expires desc nulls last, id desc) where deleted_at is null;
create index sales_changed on sales (changed_in, id);
create trigger sales_touch before insert or update on sales for each row execute function touch_record();
create trigger sales_words_added after insert on sales referencing new table as new_rows
  for each statement execute function keep_words('sales', 'reference', 'title');
create trigger sales_words_changed after update on sales referencing old table as old_rows new table as new_rows
  for each statement execute function keep_words('sales', 'reference', 'title');

create table sales_lines (
  id uuid primary key,
  sale_id uuid not null,
  customer_id uuid not null,
  site_id uuid,
  position integer not null,
  description text not null default '',
  -- Thousandths of a unit, so that 2.5 tonnes are exact.
  quantity_thousandths bigint not null default 1000,
  unit text not null default '',
  unit_amount bigint not null default 0,
  net_amount bigint not null default 0,
  constraint sales_lines_sale foreign key (sale_id, customer_id) references sales (id, customer_id)
    on update cascade on delete cascade,
  constraint sales_lines_site foreign key (sale_id, site_id) references sales (id, site_id) on update cascade
);
create unique index sales_lines_position on sales_lines (sale_id, position);

alter table sales enable row level security;
alter table sales_lines enable row level security;
create policy sales_app on sales to {{app}} using (true) with check (true);
create policy sales_lines_app on sales_lines to {{app}} using (true) with check (true);
create policy sales_portal on sales for select to {{portal}}
  using (customer_id = (select portal_customer()) and deleted_at is null and shown
    and ((select portal_every_site()) or site_id = any ((select portal_sites())::uuid[])));
create policy sales_lines_portal on sales_lines for select to {{portal}}
  using (customer_id = (select portal_customer())
    -- Through the document's own policy: lines of drafts are not shown either.
    and exists (select from sales s where s.id = sales_lines.sale_id)
    and ((select portal_every_site()) or site_id = any ((select portal_sites())::uuid[])));
grant select, insert, update, delete on sales, sales_lines to {{app}};
grant select on sales, sales_lines to {{portal}};
