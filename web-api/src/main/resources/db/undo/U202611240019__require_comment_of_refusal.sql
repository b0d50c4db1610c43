alter table approval
    drop constraint ck_approval_comment,
    add constraint ck_approval_comment check (verdict = 'approved' or comment <> '');
