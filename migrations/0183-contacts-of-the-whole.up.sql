-- People and addresses of a customer as a whole belong to no site: they are for those who see all of its sites.
alter policy customer_contacts_portal on customer_contacts
  using (customer_id = (select portal_customer()) and (select portal_every_site()));
alter policy customer_addresses_portal on customer_addresses
  using (customer_id = (select portal_customer()) and (select portal_every_site()));
