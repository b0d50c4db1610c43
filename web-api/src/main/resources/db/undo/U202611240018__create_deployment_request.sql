drop table deployment_request;
