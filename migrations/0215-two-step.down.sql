delete from sessions where awaits_code;
alter table sessions drop column by_link, drop column kept, drop column awaits_code;
drop table login_recovery_codes, login_authenticators;
