alter table sessions drop constraint sessions_portal_user;
drop table invitations, portal_user_sites, portal_users, customer_permissions, permission_settings, portal_settings,
  organisation, customers;
drop function give_default_permissions();
