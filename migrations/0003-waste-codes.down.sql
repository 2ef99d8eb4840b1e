drop table container_types;
drop table hazardous_properties;
drop table recovery_disposal_codes;
drop table ewc_codes;
drop table ewc_chapters;
