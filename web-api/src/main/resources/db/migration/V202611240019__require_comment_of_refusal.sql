-- A comment that is not there is neither equal nor unequal to anything: it has to be asked for.
alter table approval
    drop constraint ck_approval_comment,
    add constraint ck_approval_comment check (verdict = 'approved' or comment is not null and comment <> '');
