-- Which end of a login's name is the last name, where somebody said so: the API gives and takes both names apart.
alter table logins add column last_name text not null default '';
