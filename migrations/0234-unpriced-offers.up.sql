-- Prices that nobody gave became null (0198) while their offers stayed what they were to whoever reads what changed.
update sales set updated_at = updated_at
where exists (select from sales_lines l where l.sale_id = sales.id and (l.unit_amount is null or l.net_amount is null));
