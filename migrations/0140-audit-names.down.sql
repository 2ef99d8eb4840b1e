update audit_lines a set
  before = case when n.before is null then a.before else coalesce(a.before, '{}') || n.before end,
  after = case when n.after is null then a.after else coalesce(a.after, '{}') || n.after end
from (
  select line_id, jsonb_object_agg(field, before) filter (where before is not null) as before,
    jsonb_object_agg(field, after) filter (where after is not null) as after
  from audit_names group by line_id
) n where n.line_id = a.id;
drop index audit_lines_action;
drop index audit_lines_actor;
drop table audit_names;
