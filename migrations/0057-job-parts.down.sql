drop table job_chemicals, job_readings;
