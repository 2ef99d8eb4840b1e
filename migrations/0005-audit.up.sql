-- Who changed what, when and from where. Nobody changes or removes a line: the application may only add and read.
create table audit_lines (
  id uuid primary key,
  at timestamptz not null default now(),
  actor_kind text not null constraint audit_lines_actor_kind
    check (actor_kind in ('login', 'api-key', 'system', 'visitor')),
  actor_id uuid,
  address text not null default '',
  action text not null,
  subject_kind text not null,
  subject_id uuid,
  customer_id uuid,
  before jsonb,
  after jsonb
);
create index audit_lines_at on audit_lines (at desc, id desc);
create index audit_lines_subject on audit_lines (subject_id, at desc);
create index audit_lines_customer on audit_lines (customer_id, at desc) where customer_id is not null;
grant select, insert on audit_lines to {{app}};
