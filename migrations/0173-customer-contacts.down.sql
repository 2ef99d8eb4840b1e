drop table customer_addresses;
drop table customer_contacts;
alter table customers drop column account_manager_email;
alter table customers drop column account_manager_phone;
