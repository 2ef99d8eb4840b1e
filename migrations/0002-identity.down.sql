drop table api_keys, password_resets, sign_in_failures, sessions, login_role_groups, role_groups, logins;
