-- The customers that were deleted last, from which staff bring some back.
create index customers_deleted on customers (deleted_at desc, id desc) where deleted_at is not null;
