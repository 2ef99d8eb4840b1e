drop trigger jobs_weights_moved on jobs;
drop function move_job_weights();
drop trigger waste_items_weights_added on waste_items;
drop trigger waste_items_weights_changed on waste_items;
drop trigger waste_items_weights_removed on waste_items;
drop function keep_job_weights();
drop table job_weights;
