-- What each person keeps of a list: the columns they chose last, and views they saved.
create table list_columns (
  login_id uuid not null references logins on delete cascade,
  section text not null,
  columns text[] not null,
  primary key (login_id, section)
);
create table saved_views (
  id uuid primary key,
  login_id uuid not null references logins on delete cascade,
  section text not null,
  name text not null constraint saved_views_name check (length(name) between 1 and 100),
  -- The address of the list behind its question mark.
  query text not null constraint saved_views_query check (length(query) <= 4000),
  -- Who sees it beside its maker: 'staff' is all staff, 'customers' are all who see the section.
  shared text not null default 'nobody' constraint saved_views_shared check (shared in ('nobody', 'staff', 'customers')),
  created_at timestamptz not null default now(),
  constraint saved_views_once unique (login_id, section, name)
);
create index saved_views_shared_of on saved_views (section, shared) where shared <> 'nobody';
grant select, insert, update, delete on list_columns, saved_views to {{app}};

-- Lists sorted and filtered by these.
create index documents_list_valid on documents (customer_id, valid_to desc nulls last, id desc) where deleted_at is null;
create index documents_staff_valid on documents (valid_to desc nulls last, id desc) where deleted_at is null;
create index documents_list_type on documents (customer_id, type) where deleted_at is null;
