-- Whether staff need two-step sign-in: who has none is led to its set-up, and to nothing else.
alter table organisation add column staff_need_two_step boolean not null default false;
