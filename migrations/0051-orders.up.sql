-- Administrator > Tables > Flags: marks on orders. Only those marked as customer flags reach customers.
create table flags (
  key text primary key,
  name text not null,
  customer_flag boolean not null default false,
  position integer not null default 0
);
create unique index flags_name on flags (fold(name));
insert into flags (key, name, position) values
  ('urgent', 'Urgent', 1), ('on-hold', 'On hold', 2), ('waiting-for-customer', 'Waiting for the customer', 3);

-- What customers ordered. Drafts are never shown.
create table orders (
  id uuid primary key,
  reference text collate "C" not null constraint orders_reference_key unique,
  customer_id uuid not null references customers,
  site_id uuid,
  title text not null default '',
  date date not null,
  deadline date,
  status text not null default 'received' constraint orders_status
    check (status in ('received', 'in-progress', 'ready', 'delivered', 'cancelled', 'draft')),
  additional_information text not null default '',
  shown boolean not null generated always as (status <> 'draft') stored,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  changed_in bigint not null,
  deleted_at timestamptz,
  constraint orders_site foreign key (site_id, customer_id) references sites (id, customer_id) on update cascade,
  constraint orders_of_customer unique (id, customer_id),
  constraint orders_of_site unique (id, site_id)
);
create index orders_list_date on orders (customer_id, date desc nulls last, id desc) where deleted_at is null;
create index orders_list_deadline on orders (customer_id, deadline desc nulls last, id desc) where deleted_at is null;
create index orders_list_reference on orders (customer_id, reference, id) where deleted_at is null;
create index orders_staff_date on orders (date desc nulls last, id desc) where deleted_at is null;
create index orders_staff_deadline on orders (deadline desc nulls last, id desc) where deleted_at is null;
create index orders_changed on orders (changed_in, id);
create trigger orders_touch before insert or update on orders for each row execute function touch_record();
create trigger orders_words_added after insert on orders referencing new table as new_rows
  for each statement execute function keep_words('orders', 'reference', 'title');
create trigger orders_words_changed after update on orders referencing old table as old_rows new table as new_rows
  for each statement execute function keep_words('orders', 'reference', 'title');

create table order_flags (
  id uuid primary key,
  order_id uuid not null,
  customer_id uuid not null,
  site_id uuid,
  position integer not null,
  flag text not null references flags,
  constraint order_flags_once unique (order_id, flag),
  constraint order_flags_order foreign key (order_id, customer_id) references orders (id, customer_id)
    on update cascade on delete cascade,
  constraint order_flags_site foreign key (order_id, site_id) references orders (id, site_id) on update cascade
);
create index order_flags_flag on order_flags (flag, order_id);

-- The work inside an order: the office's alone. The portal's role has no right to it.
create table order_tasks (
  id uuid primary key,
  order_id uuid not null,
  customer_id uuid not null,
  site_id uuid,
  position integer not null,
  name text not null,
  assignee text not null default '',
  deadline date,
  status text not null default 'open' constraint order_tasks_status check (status in ('open', 'in-progress', 'done')),
  constraint order_tasks_order foreign key (order_id, customer_id) references orders (id, customer_id)
    on update cascade on delete cascade,
  constraint order_tasks_site foreign key (order_id, site_id) references orders (id, site_id) on update cascade
);
create unique index order_tasks_position on order_tasks (order_id, position);

alter table orders enable row level security;
alter table order_flags enable row level security;
alter table order_tasks enable row level security;
create policy orders_app on orders to {{app}} using (true) with check (true);
create policy order_flags_app on order_flags to {{app}} using (true) with check (true);
create policy order_tasks_app on order_tasks to {{app}} using (true) with check (true);
create policy orders_portal on orders for select to {{portal}}
  using (customer_id = (select portal_customer()) and deleted_at is null and status <> 'draft'
    and ((select portal_every_site()) or site_id = any ((select portal_sites())::uuid[])));
create policy order_flags_portal on order_flags for select to {{portal}}
  using (customer_id = (select portal_customer()) and (select portal_may('orders.flags'))
    and flag in (select key from flags where customer_flag)
    and exists (select from orders o where o.id = order_flags.order_id)
    and ((select portal_every_site()) or site_id = any ((select portal_sites())::uuid[])));
grant select, insert, update, delete on flags, orders, order_flags, order_tasks to {{app}};
grant select on orders, order_flags to {{portal}};

-- What a flag is called is nobody's business while it is not marked.
alter table flags enable row level security;
create policy flags_app on flags to {{app}} using (true) with check (true);
create policy flags_portal on flags for select to {{portal}} using (customer_flag);
grant select on flags to {{portal}};

-- A document may be an order's file: shown where the files of orders are, and nowhere else.
alter table documents add column order_id uuid,
  add constraint documents_order foreign key (order_id, customer_id) references orders (id, customer_id)
    on update cascade;
create index documents_order_of on documents (order_id) where order_id is not null;
drop policy documents_portal on documents;
create policy documents_portal on documents for select to {{portal}}
  using (customer_id = (select portal_customer()) and deleted_at is null
    and type in (select key from file_types where customer_file)
    and (order_id is null or ((select portal_may('orders.files'))
      and exists (select from orders o where o.id = documents.order_id)))
    and ((select portal_every_site()) or site_id = any ((select portal_sites())::uuid[])));
