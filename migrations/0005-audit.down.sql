drop table audit_lines;
