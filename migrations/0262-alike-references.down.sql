alter table imports drop column alike;
drop index customers_reference_alike;
