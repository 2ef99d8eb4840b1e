drop index documents_list_type;
drop index documents_staff_valid;
drop index documents_list_valid;
drop table saved_views;
drop table list_columns;
