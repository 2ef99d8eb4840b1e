drop trigger customers_restored on customers;
drop function close_restored_customer;
