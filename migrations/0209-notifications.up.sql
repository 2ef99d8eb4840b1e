-- Mails about what is new: of which sections somebody wants them, and how soon. Who wants none has no row.
create table notification_choices (
  portal_user_id uuid not null references portal_users on delete cascade,
  section text not null constraint notification_choices_section
    check (section in ('documents', 'invoices', 'incidents', 'timesheets')),
  how text not null constraint notification_choices_how check (how in ('at-once', 'daily')),
  primary key (portal_user_id, section)
);

-- The link by which somebody stops them; the token is made again from these.
create table notification_stops (
  id uuid primary key,
  portal_user_id uuid not null constraint notification_stops_person unique references portal_users on delete cascade,
  token_hash text not null
);

-- One mail to one person.
create table notification_letters (
  id uuid primary key,
  portal_user_id uuid not null references portal_users on delete cascade,
  created_at timestamptz not null default now(),
  -- When it was written for the first time: the audit log tells of it once, however often it is tried.
  written_at timestamptz
);
create index notification_letters_of_person on notification_letters (portal_user_id);
create index notification_letters_age on notification_letters (created_at);

-- What arrived for somebody who wants to hear of it. Whether they may see it is decided when the mail is written.
create table notices (
  id uuid primary key default gen_random_uuid(),
  portal_user_id uuid not null references portal_users on delete cascade,
  section text not null,
  record_id uuid not null,
  arrived_at timestamptz not null default now(),
  letter_id uuid references notification_letters on delete cascade
);
create unique index notices_once on notices (portal_user_id, section, record_id) where letter_id is null;
create index notices_waiting on notices (arrived_at) where letter_id is null;
create index notices_of_letter on notices (letter_id) where letter_id is not null;

grant select, insert, update, delete on notification_choices, notification_stops, notification_letters, notices to {{app}};

-- For whom records of some customers are news.
create function note_news(news_section text, ids uuid[], customers uuid[]) returns void language sql as $$
  insert into notices (portal_user_id, section, record_id)
  select u.id, news_section, n.id
  from unnest(ids, customers) as n (id, customer_id)
  join portal_account_customers m on m.customer_id = n.customer_id
  join portal_users u on u.account_id = m.account_id and u.active and u.ended_at is null
  join notification_choices k on k.portal_user_id = u.id and k.section = news_section
  on conflict do nothing
$$;

-- A record is news when it begins to be shown: it is new, comes back, moves to another customer, or is no draft any more.
create function note_arrivals() returns trigger language plpgsql as $$
declare ids uuid[]; customers uuid[];
begin
  if not exists (select from notification_choices where section = tg_argv[0]) then
    return null;
  end if;
  if tg_op = 'INSERT' then
    execute format('select array_agg(n.id), array_agg(n.customer_id) from new_rows n where n.deleted_at is null and (%s)',
      replace(tg_argv[1], '?', 'n')) into ids, customers;
  else
    execute format('select array_agg(n.id), array_agg(n.customer_id) from new_rows n join old_rows o on o.id = n.id
        where n.deleted_at is null and (%s)
          and (o.deleted_at is not null or o.customer_id <> n.customer_id or not (%s) or (%s))',
      replace(tg_argv[1], '?', 'n'), replace(tg_argv[1], '?', 'o'), coalesce(tg_argv[2], 'false'))
      into ids, customers;
  end if;
  if ids is not null then
    perform note_news(tg_argv[0], ids, customers);
  end if;
  return null;
end $$;

create trigger documents_news_added after insert on documents referencing new table as new_rows
  for each statement execute function note_arrivals('documents', 'true');
create trigger documents_news_changed after update on documents referencing old table as old_rows new table as new_rows
  for each statement execute function note_arrivals('documents', 'true');
create trigger invoices_news_added after insert on invoices referencing new table as new_rows
  for each statement execute function note_arrivals('invoices', '?.status in (''sent'', ''part-paid'', ''paid'')');
create trigger invoices_news_changed after update on invoices referencing old table as old_rows new table as new_rows
  for each statement execute function note_arrivals('invoices', '?.status in (''sent'', ''part-paid'', ''paid'')');
-- Once approved it is news to people who do not see those that wait. What a customer's own people decided is news to none.
create trigger timesheets_news_added after insert on timesheets referencing new table as new_rows
  for each statement execute function note_arrivals('timesheets', '?.status in (''waiting'', ''approved'')');
create trigger timesheets_news_changed after update on timesheets referencing old table as old_rows new table as new_rows
  for each statement execute function note_arrivals('timesheets', '?.status in (''waiting'', ''approved'')',
    'n.status <> o.status');

-- An incident report is news to the person it is shared with.
create function note_shares() returns trigger language plpgsql as $$
begin
  insert into notices (portal_user_id, section, record_id)
  select n.portal_user_id, 'incidents', n.incident_id
  from new_rows n join notification_choices k on k.portal_user_id = n.portal_user_id and k.section = 'incidents'
  on conflict do nothing;
  return null;
end $$;
create trigger incident_shares_news after insert on incident_shares referencing new table as new_rows
  for each statement execute function note_shares();
