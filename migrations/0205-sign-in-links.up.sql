-- Links that are mailed to whoever can sign in: to choose a new password, or to sign in without one.
alter table password_resets rename to login_links;
alter index password_resets_login rename to login_links_login;
alter table login_links
  add column purpose text not null default 'password'
    constraint login_links_purpose check (purpose in ('password', 'sign-in'));
