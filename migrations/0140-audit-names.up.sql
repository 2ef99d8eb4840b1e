-- Audit lines name people by id only. What a changed field says of a person (a contact's name, an email, a phone
-- number, what somebody searched for) stands here, so that it can be erased: the fact stays, the person goes.
create table audit_names (
  line_id uuid not null references audit_lines,
  field text not null,
  before jsonb,
  after jsonb,
  erased_at timestamptz,
  primary key (line_id, field)
);
grant select, insert on audit_names to {{app}};
grant update (before, after, erased_at) on audit_names to {{app}};

-- The log by who did it, and by what was done.
create index audit_lines_actor on audit_lines (actor_id, at desc, id desc) where actor_id is not null;
create index audit_lines_action on audit_lines (action, at desc, id desc);

-- What is there already moves: the same fields as src/audit/personal-fields.ts names, and whatever holds an email.
create function is_personal(kind text, field text, value jsonb) returns boolean language sql immutable as $$
  select field in ('contactName', 'contact_name', 'email', 'phone', 'accountManager', 'account_manager', 'crew', 'notes',
      'replyAddress', 'query', 'firstName', 'lastName')
    or (field = 'name' and kind in ('login', 'portal-user') and value <> '"changed"')
    or value::text ~ '[^\s"]@[^\s"]'
$$;
insert into audit_names (line_id, field, before, after)
select a.id, f.field, a.before -> f.field, a.after -> f.field
from audit_lines a, lateral (
  select field from jsonb_each(coalesce(a.before, '{}')) as b (field, value)
    where jsonb_typeof(a.before) = 'object' and is_personal(a.subject_kind, field, value)
  union
  select field from jsonb_each(coalesce(a.after, '{}')) as c (field, value)
    where jsonb_typeof(a.after) = 'object' and is_personal(a.subject_kind, field, value)
) f;
update audit_lines a set before = a.before - n.fields, after = a.after - n.fields
from (select line_id, array_agg(field) as fields from audit_names group by line_id) n where n.line_id = a.id;
drop function is_personal(text, text, jsonb);
