update role_groups set permissions = array_remove(permissions, 'portal.view-as');
drop table viewings;
