drop table auto_pays;
