-- Somebody with several accesses uses one and leaves another alone: each says itself when it was used last.
alter table portal_users add column last_used_at timestamptz;

-- A session knows only the access that was chosen last in it; the log knows of every visit that it still keeps.
update portal_users u set last_used_at = coalesce(
  greatest(
    (select max(s.created_at) from sessions s where s.portal_user_id = u.id),
    (select max(a.at) from access_log a where a.login_id = u.login_id and a.portal_user_id = u.id)),
  -- Of long ago neither knows: who has one access alone signed in by that.
  (select l.last_signed_in_at from logins l where l.id = u.login_id
     and not exists (select from portal_users o where o.login_id = l.id and o.id <> u.id)))
where u.active;
