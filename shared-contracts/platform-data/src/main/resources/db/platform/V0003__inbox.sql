-- Events of other services whose effect is committed: a redelivered one changes nothing.
create table inbox (
    organization_id uuid        not null,
    event_id        uuid        not null,
    received_at     timestamptz not null default now(),
    primary key (organization_id, event_id)
);
create index inbox_by_time on inbox (received_at);
call protect('inbox');
call admit_worker('inbox', 'select, delete');
