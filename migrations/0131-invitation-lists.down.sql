drop table invitation_list_lines;
drop table invitation_lists;
