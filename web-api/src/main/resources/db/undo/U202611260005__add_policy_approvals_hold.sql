alter table policy
    drop column approvals_hold;
