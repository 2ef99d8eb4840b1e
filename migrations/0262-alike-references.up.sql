-- Customers whose references are alike but for their letter case: a check asks for them.
create index customers_reference_alike on customers (lower(reference)) where deleted_at is null;
-- What a check found: what the file calls a new customer, and how one is called that is there.
alter table imports add column alike jsonb not null default '[]';
