-- A mail server took the mail, and later it came back: when, and in whose words.
alter table mails
  add column bounced_at timestamptz,
  add column bounce_reason text not null default '';
create index mails_message on mails (message_id);
