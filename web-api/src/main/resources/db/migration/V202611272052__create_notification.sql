-- What is to be sent: an event by a channel, once. It is written in the transaction that writes the event, so that none is lost.
create table notification (
    id uuid,
    channel_id uuid not null,
    event_id uuid not null,
    state text not null,
    is_together boolean not null,
    due_at timestamptz not null,
    expires_at timestamptz not null,
    attempts integer not null default 0,
    created_at timestamptz not null,
    ended_at timestamptz,
    constraint pk_notification primary key (id),
    constraint uq_notification_channel_id_event_id unique (channel_id, event_id),
    constraint fk_notification_channel_id foreign key (channel_id) references notification_channel (id),
    constraint fk_notification_event_id foreign key (event_id) references event (id),
    constraint ck_notification_state check (state in ('waiting', 'sent', 'given-up', 'dropped')),
    constraint ck_notification_attempts check (attempts >= 0),
    constraint ck_notification_ended_at check ((state = 'waiting') = (ended_at is null))
);

-- What is next.
create index ix_notification_channel_id_due_at_id on notification (channel_id, due_at, id) where state = 'waiting';

create index ix_notification_channel_id_created_at_id on notification (channel_id, created_at desc, id desc);

create index ix_notification_ended_at on notification (ended_at) where state <> 'waiting';

-- Each attempt, and how it ended.
create table notification_attempt (
    notification_id uuid,
    number integer,
    at timestamptz not null,
    failure text,
    constraint pk_notification_attempt primary key (notification_id, number),
    constraint fk_notification_attempt_notification_id foreign key (notification_id) references notification (id) on delete cascade,
    constraint ck_notification_attempt_number check (number > 0),
    constraint ck_notification_attempt_failure check (failure <> '')
);
