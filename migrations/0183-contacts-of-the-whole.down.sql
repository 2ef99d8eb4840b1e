alter policy customer_contacts_portal on customer_contacts using (customer_id = (select portal_customer()));
alter policy customer_addresses_portal on customer_addresses using (customer_id = (select portal_customer()));
