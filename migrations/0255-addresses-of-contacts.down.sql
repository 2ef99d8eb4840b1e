drop index customers_mail, customer_contacts_mail, sites_mail, site_contacts_mail;
drop function mail_key;
