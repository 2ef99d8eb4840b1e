alter table portal_user_sites drop constraint portal_user_sites_site;
drop table sites;
drop function keep_site_words();
