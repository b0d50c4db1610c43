-- How long an approval holds, in ISO 8601; null for as long as whoever gave it is an approver.
alter table policy
    add column approvals_hold text,
    add constraint ck_policy_approvals_hold
        check (approvals_hold ~ '^P(?=.)([1-9][0-9]{0,2}D)?(T(?=.)([1-9][0-9]{0,2}H)?([1-9][0-9]{0,2}M)?)?$');
