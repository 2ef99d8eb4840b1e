delete from role_groups g where g.key in ('accounts', 'field', 'viewer')
  and not exists (select from login_role_groups h where h.role_group_id = g.id)
  and not exists (select from api_keys k where k.role_group_id = g.id);

update logins set kind = 'customer' where kind = 'undecided';
alter table logins drop constraint logins_kind;
alter table logins add constraint logins_kind check (kind in ('staff', 'customer'));
