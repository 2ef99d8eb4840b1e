drop index invoices_credited_whole;
