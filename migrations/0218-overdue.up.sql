-- What is open of invoices is few among many: the first page of either room counts what of it is overdue.
create index invoices_open on invoices (customer_id, due_date) include (currency, open_amount)
  where deleted_at is null and kind = 'invoice' and state in ('sent', 'part-paid') and open_amount > 0;
