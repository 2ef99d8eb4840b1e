drop table business_insurances;
drop table business_registrations;
drop table business_details;
