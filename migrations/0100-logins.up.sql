-- A login is made with a name and an email; what kind of person it is, is said afterwards. Until then it opens nothing.
alter table logins drop constraint logins_kind;
alter table logins add constraint logins_kind check (kind in ('undecided', 'staff', 'customer'));

-- Role groups that most offices want. Administrators edit what each may do.
insert into role_groups (id, key, name, kind, permissions) values
  ('01900000-0000-7000-8000-000000000004', 'accounts', 'Accounts', 'staff',
    '{customers.read,customers.write,records.read,records.write,imports.run,reports.read}'),
  ('01900000-0000-7000-8000-000000000005', 'field', 'Field', 'staff', '{customers.read,records.read}'),
  ('01900000-0000-7000-8000-000000000006', 'viewer', 'Viewer', 'staff', '{customers.read,records.read,reports.read}')
on conflict (key) do nothing;
