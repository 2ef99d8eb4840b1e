drop table invitation_settings;
