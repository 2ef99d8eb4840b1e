alter table exports drop format;
