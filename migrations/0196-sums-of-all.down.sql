drop index record_sums_of_all;
