-- The links of one table in the order of the chain, as an extract reads them. Most links are of the two tables that are left out: those are
-- found soon without it, and adding them costs nothing.
create index ix_audit_link_name_position on audit_link (name, position) where name not in ('event', 'deployment_request_step');
