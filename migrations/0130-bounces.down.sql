drop index mails_message;
alter table mails drop column bounce_reason, drop column bounced_at;
