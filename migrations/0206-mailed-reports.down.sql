alter table schedule_deliveries drop column written_at;
