delete from mails where kind = 'sign-in-link';
delete from login_links where purpose = 'sign-in';
alter table login_links drop column purpose;
alter index login_links_login rename to password_resets_login;
alter table login_links rename to password_resets;
