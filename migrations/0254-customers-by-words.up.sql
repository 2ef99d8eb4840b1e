-- Customers by the words that their names begin with, as staff type them into the search of a list.
create index customers_words on customers
  using gin (to_tsvector('simple', regexp_replace(fold(name || ' ' || trading_name), '[^[:alnum:]]+', ' ', 'g')))
  where deleted_at is null;
