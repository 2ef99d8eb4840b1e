-- What failed for good is counted on the office's first page: few rows among many that went well.
create index mails_failed on mails (created_at) where state = 'failed';
create index operations_failed on operations (created_at) where state = 'failed';
create index exports_failed on exports (created_at) where state = 'failed';
