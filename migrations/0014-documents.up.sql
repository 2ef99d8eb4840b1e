-- Administrator > Tables > File types: only documents of marked types reach customers.
create table file_types (
  key text primary key,
  name text not null,
  customer_file boolean not null default false,
  -- Without financial details, files of this type are not served.
  shows_prices boolean not null default false,
  position integer not null default 0
);
insert into file_types (key, name, customer_file, shows_prices, position) values
  ('waste-transfer-note', 'Waste transfer note', true, false, 1),
  ('season-ticket', 'Season ticket transfer note', true, false, 2),
  ('consignment-note', 'Hazardous waste consignment note', true, false, 3),
  ('consignee-return', 'Consignee return', true, false, 4),
  ('certificate', 'Certificate', true, false, 5),
  ('licence', 'Licence or permit', true, false, 6),
  ('insurance', 'Insurance', true, false, 7),
  ('price-list', 'Price list', true, true, 8),
  ('other', 'Other', false, false, 9);

create table documents (
  id uuid primary key,
  reference text collate "C" not null constraint documents_reference_key unique,
  customer_id uuid not null references customers,
  site_id uuid,
  job_id uuid,
  type text not null references file_types,
  name text not null,
  name_key text collate "C" not null generated always as (fold(name)) stored,
  date date not null,
  valid_to date,
  signed boolean not null default false,
  file_id uuid references files,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  changed_in bigint not null,
  deleted_at timestamptz,
  constraint documents_site foreign key (site_id, customer_id) references sites (id, customer_id) on update cascade,
  constraint documents_job foreign key (job_id, customer_id) references jobs (id, customer_id) on update cascade
);
create index documents_list_date on documents (customer_id, date desc nulls last, id desc) where deleted_at is null;
create index documents_list_name on documents (customer_id, name_key, id) where deleted_at is null;
create index documents_list_reference on documents (customer_id, reference, id) where deleted_at is null;
create index documents_staff_date on documents (date desc nulls last, id desc) where deleted_at is null;
create index documents_staff_name on documents (name_key, id) where deleted_at is null;
create index documents_job_of on documents (job_id) where job_id is not null;
create index documents_changed on documents (changed_in, id);
create trigger documents_touch before insert or update on documents for each row execute function touch_record();
create trigger documents_words_added after insert on documents referencing new table as new_rows
  for each statement execute function keep_words('documents', 'reference', 'name');
create trigger documents_words_changed after update on documents referencing old table as old_rows new table as new_rows
  for each statement execute function keep_words('documents', 'reference', 'name');

alter table documents enable row level security;
create policy documents_app on documents to {{app}} using (true) with check (true);
create policy documents_portal on documents for select to {{portal}}
  using (customer_id = (select portal_customer()) and deleted_at is null
    and type in (select key from file_types where customer_file)
    and ((select portal_every_site()) or site_id = any ((select portal_sites())::uuid[])));
grant select, insert, update, delete on file_types, documents to {{app}};
grant select on file_types, documents to {{portal}};

alter table files enable row level security;
create policy files_app on files to {{app}} using (true) with check (true);
create policy files_portal on files for select to {{portal}}
  using (customer_id = (select portal_customer()) and exists (select from documents d where d.file_id = files.id));
create index documents_file on documents (file_id) where file_id is not null;
grant select on files to {{portal}};
