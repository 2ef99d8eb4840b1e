delete from mails where kind in ('scheduled-report', 'scheduled-report-trial');
drop table schedule_deliveries;
drop table schedule_runs;
drop table schedule_recipients;
drop table schedules;
