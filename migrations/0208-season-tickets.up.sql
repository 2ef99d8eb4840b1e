-- Whether a season ticket holds on the day of a job is asked of each job that has no note of its own.
create index documents_season_tickets on documents (customer_id, site_id, date)
  where type = 'season-ticket' and deleted_at is null;
