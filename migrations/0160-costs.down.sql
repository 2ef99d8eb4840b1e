drop policy record_sums_portal on record_sums;
create policy record_sums_portal on record_sums for select to {{portal}}
  using (customer_id = (select portal_customer()) and every_site = (select portal_every_site())
    and ((select portal_every_site()) or site_id = any ((select portal_sites())::uuid[])));

drop trigger jobs_costs_changed on jobs;
drop trigger jobs_costs_added on jobs;
drop function keep_job_costs();

delete from record_sums where measure = 'cost';
drop index record_sums_read;
create index record_sums_read on record_sums (customer_id, every_site, section, measure, month, code)
  include (site_id, records, grams, estimated_grams);
alter table record_sums drop column amount;
