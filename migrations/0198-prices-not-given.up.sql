-- A price that nobody gave in a line of an offer is not nothing: a line that costs nothing says 0.
alter table sales_lines alter column unit_amount drop not null, alter column unit_amount drop default;
alter table sales_lines alter column net_amount drop not null, alter column net_amount drop default;
-- Until now both were 0: what is not known of a line is not known.
update sales_lines set unit_amount = nullif(unit_amount, 0), net_amount = nullif(net_amount, 0)
where unit_amount = 0 or net_amount = 0;
