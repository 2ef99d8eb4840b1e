update sales_lines set unit_amount = coalesce(unit_amount, 0), net_amount = coalesce(net_amount, 0)
where unit_amount is null or net_amount is null;
alter table sales_lines alter column unit_amount set default 0, alter column unit_amount set not null;
alter table sales_lines alter column net_amount set default 0, alter column net_amount set not null;
