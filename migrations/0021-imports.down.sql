drop table import_refusals, imports;
