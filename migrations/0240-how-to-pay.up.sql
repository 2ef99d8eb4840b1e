-- How customers pay the business, in its own words: unpaid invoices and statements show it.
alter table organisation add column how_to_pay text not null default '';
grant select (how_to_pay) on organisation to {{portal}};
