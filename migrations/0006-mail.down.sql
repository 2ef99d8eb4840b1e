drop table operations, mails;
