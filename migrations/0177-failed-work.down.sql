drop index exports_failed, operations_failed, mails_failed;
