-- When the mail of a delivery was written for the first time: the audit log tells of it once, however often it is tried.
alter table schedule_deliveries add column written_at timestamptz;
