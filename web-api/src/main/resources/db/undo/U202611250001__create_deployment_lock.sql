drop table deployment_lock;
