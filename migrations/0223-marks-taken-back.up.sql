-- What is taken back was not marked as paid today: when it was is not known any more.
create or replace function note_marked_paid() returns trigger language plpgsql as $$
begin
  new.paid_marked_at := case
    when new.paid_amount = 0 or current_setting('portico.taking_back', true) = 'on' then null else now() end;
  return new;
end $$;
