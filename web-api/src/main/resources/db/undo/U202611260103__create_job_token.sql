drop table job_token;
