-- The records that were deleted last, from which staff bring some back.
create index sites_deleted on sites (deleted_at desc, id desc) where deleted_at is not null;
create index sales_deleted on sales (deleted_at desc, id desc) where deleted_at is not null;
create index jobs_deleted on jobs (deleted_at desc, id desc) where deleted_at is not null;
create index orders_deleted on orders (deleted_at desc, id desc) where deleted_at is not null;
create index invoices_deleted on invoices (deleted_at desc, id desc) where deleted_at is not null;
create index payments_deleted on payments (deleted_at desc, id desc) where deleted_at is not null;
create index payment_methods_deleted on payment_methods (deleted_at desc, id desc) where deleted_at is not null;
create index documents_deleted on documents (deleted_at desc, id desc) where deleted_at is not null;
create index licences_deleted on licences (deleted_at desc, id desc) where deleted_at is not null;
create index incidents_deleted on incidents (deleted_at desc, id desc) where deleted_at is not null;
create index clock_ins_deleted on clock_ins (deleted_at desc, id desc) where deleted_at is not null;
create index timesheets_deleted on timesheets (deleted_at desc, id desc) where deleted_at is not null;
create index checkpoint_reports_deleted on checkpoint_reports (deleted_at desc, id desc) where deleted_at is not null;
create index venue_counts_deleted on venue_counts (deleted_at desc, id desc) where deleted_at is not null;
