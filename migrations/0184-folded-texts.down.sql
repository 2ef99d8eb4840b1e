alter table jobs drop column service_key, drop column crew_key, drop column vehicle_key;
alter table invoices drop column purchase_order_key;
alter table sites drop column postcode_key, drop column account_number_key;
