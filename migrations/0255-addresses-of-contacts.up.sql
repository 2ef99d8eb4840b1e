-- Whose contact has an email address, without case and with Unicode normalised as of logins: a schedule asks that before it mails one.
create function mail_key(address text) returns text
  language sql immutable parallel safe strict
  return lower(normalize(trim(address), NFKC));

create index customers_mail on customers (mail_key(email)) where email <> '';
create index customer_contacts_mail on customer_contacts (mail_key(email)) where email <> '';
create index sites_mail on sites (mail_key(contact_email)) where contact_email <> '';
create index site_contacts_mail on site_contacts (mail_key(email)) where email <> '';
