-- The office counts and adds up over all customers: their sums lie together here, not apart by customer.
create index record_sums_of_all on record_sums (section, measure, month, code)
  include (customer_id, records, grams, estimated_grams, amount) where every_site;
