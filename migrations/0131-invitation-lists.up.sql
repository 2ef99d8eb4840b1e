-- Many people to be invited at once: a list as somebody pasted or sent it, looked at first, then worked off line by line.
create table invitation_lists (
  id uuid primary key,
  -- Whose people they all are; none where each line names its customer.
  customer_id uuid references customers on delete cascade,
  file_name text not null default '',
  -- Its bytes were read by this encoding, where that was a guess.
  guessed_encoding text not null default '',
  asked_by uuid references logins,
  -- What is done about whom a link would lead to a closed door; none while it is only looked at.
  sending text constraint invitation_lists_sending check (sending in ('send', 'switch-on', 'later')),
  operation_id uuid references operations,
  created_at timestamptz not null default now()
);

create table invitation_list_lines (
  list_id uuid not null references invitation_lists on delete cascade,
  -- In the order of the list; several people may stand in one line of it.
  position integer not null,
  line integer not null,
  -- As it was typed, for the report.
  typed text not null,
  reference text collate "C" not null default '',
  email text not null default '',
  email_key text not null default '',
  first_name text not null default '',
  last_name text not null default '',
  -- What can be seen of the line alone: no address, no customer, there twice.
  fault text,
  -- How it went; none before its turn.
  result text,
  primary key (list_id, position)
);
create index invitation_lists_old on invitation_lists (created_at);

grant select, insert, update, delete on invitation_lists, invitation_list_lines to {{app}};
