-- Schedules send by the clocks of the organisation: where it takes another time zone, what is to come is sent on the
-- same day at the same time of the new clocks, neither twice nor never.
create function keep_schedules_on_time() returns trigger language plpgsql as $$
begin
  update schedules
  set next_at = ((next_at at time zone old.time_zone)::date + at_time) at time zone new.time_zone
  where ended_at is null;
  return null;
end $$;
create trigger organisation_time_zone after update of time_zone on organisation
  for each row when (old.time_zone is distinct from new.time_zone) execute function keep_schedules_on_time();
