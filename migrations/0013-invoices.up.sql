-- What was billed. Drafts are never shown.
create table invoices (
  id uuid primary key,
  reference text collate "C" not null constraint invoices_reference_key unique,
  customer_id uuid not null references customers,
  site_id uuid,
  date date not null,
  due_date date,
  status text not null default 'draft'
    constraint invoices_status check (status in ('draft', 'sent', 'part-paid', 'paid', 'void', 'credited')),
  purchase_order text not null default '',
  currency text not null,
  net_amount bigint not null default 0,
  tax_amount bigint not null default 0,
  gross_amount bigint not null default 0,
  paid_amount bigint not null default 0,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  changed_in bigint not null,
  deleted_at timestamptz,
  constraint invoices_site foreign key (site_id, customer_id) references sites (id, customer_id) on update cascade,
  constraint invoices_gross check (gross_amount = net_amount + tax_amount),
  constraint invoices_of_customer unique (id, customer_id),
  constraint invoices_of_site unique (id, site_id)
);
create index invoices_list_date on invoices (customer_id, date desc nulls last, id desc) where deleted_at is null;
create index invoices_list_reference on invoices (customer_id, reference, id) where deleted_at is null;
create index invoices_list_due on invoices (customer_id, due_date desc nulls last, id desc) where deleted_at is null;
create index invoices_staff_date on invoices (date desc nulls last, id desc) where deleted_at is null;
create index invoices_staff_due on invoices (due_date desc nulls last, id desc) where deleted_at is null;
create index invoices_changed on invoices (changed_in, id);
create trigger invoices_touch before insert or update on invoices for each row execute function touch_record();
create trigger invoices_words_added after insert on invoices referencing new table as new_rows
  for each statement execute function keep_words('invoices', 'reference', 'purchase_order');
create trigger invoices_words_changed after update on invoices referencing old table as old_rows new table as new_rows
  for each statement execute function keep_words('invoices', 'reference', 'purchase_order');

create table invoice_lines (
  id uuid primary key,
  invoice_id uuid not null,
  customer_id uuid not null,
  site_id uuid,
  position integer not null,
  description text not null default '',
  -- Thousandths of a unit, so that 2.5 tonnes are exact.
  quantity_thousandths bigint not null default 1000,
  unit text not null default '',
  unit_amount bigint not null default 0,
  net_amount bigint not null,
  tax_amount bigint not null default 0,
  constraint invoice_lines_invoice foreign key (invoice_id, customer_id) references invoices (id, customer_id)
    on update cascade on delete cascade,
  constraint invoice_lines_site foreign key (invoice_id, site_id) references invoices (id, site_id) on update cascade
);
create unique index invoice_lines_position on invoice_lines (invoice_id, position);

alter table invoices enable row level security;
alter table invoice_lines enable row level security;
create policy invoices_app on invoices to {{app}} using (true) with check (true);
create policy invoice_lines_app on invoice_lines to {{app}} using (true) with check (true);
create policy invoices_portal on invoices for select to {{portal}}
  using (customer_id = (select portal_customer()) and deleted_at is null and status <> 'draft'
    and ((select portal_every_site()) or site_id = any ((select portal_sites())::uuid[])));
create policy invoice_lines_portal on invoice_lines for select to {{portal}}
  using (customer_id = (select portal_customer())
    -- Through the invoice's own policy: lines of drafts are not shown either.
    and exists (select from invoices i where i.id = invoice_lines.invoice_id)
    and ((select portal_every_site()) or site_id = any ((select portal_sites())::uuid[])));
grant select, insert, update, delete on invoices, invoice_lines to {{app}};
grant select on invoices, invoice_lines to {{portal}};
