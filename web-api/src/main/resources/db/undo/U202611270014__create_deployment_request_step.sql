drop table deployment_request_step;
