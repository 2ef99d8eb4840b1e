create or replace function note_marked_paid() returns trigger language plpgsql as $$
begin
  new.paid_marked_at := case when new.paid_amount = 0 then null else now() end;
  return new;
end $$;
