/** Email addresses that customers are kept with, of their contacts and of those of their sites: whose, as written, and its key. */
const CONTACTS = `
  select id as customer_id, email, mail_key(email) as key from customers where email <> ''
  union all select customer_id, email, mail_key(email) from customer_contacts where email <> ''
  union all select customer_id, contact_email, mail_key(contact_email) from sites
    where contact_email <> '' and deleted_at is null
  union all select k.customer_id, k.email, mail_key(k.email) from site_contacts k
    join sites s on s.id = k.site_id and s.deleted_at is null where k.email <> ''`;

/**
 * Of the addresses with the keys `$2` those that are kept as contacts of customers, none of which the account `$1` stands
 * for, and of one of them. Of people with access or of staff it says nothing: what is known of them decides.
 */
export const FOREIGN_CONTACTS = `
  select min(k.email) as email, min(c.name) as to
  from (${CONTACTS}) k join customers c on c.id = k.customer_id and c.deleted_at is null
  where k.key = any ($2) and not exists (
    select from logins l where l.email_key = k.key and (l.kind = 'staff' or exists (
      select from portal_users u where u.login_id = l.id and u.ended_at is null)))
  group by k.key
  having not bool_or(exists (
    select from portal_account_customers m where m.account_id = $1 and m.customer_id = k.customer_id))
  order by 1`;
