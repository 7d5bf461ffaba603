-- How many events an aggregate has had. Locking its row is what orders the commits of one aggregate.
create table aggregate_sequence (
    organization_id uuid   not null,
    aggregate_id    uuid   not null,
    sequence        bigint not null,
    primary key (organization_id, aggregate_id)
);
call protect('aggregate_sequence');

-- Events that are committed and not yet published; a published one is deleted.
create table outbox (
    organization_id uuid        not null,
    position        bigint      not null generated always as identity,
    id              uuid        not null,
    aggregate_id    uuid        not null,
    sequence        bigint      not null,
    type            text        not null,
    created_at      timestamptz not null,
    data            text        not null,
    triggered_by    text,
    request_id      text,
    primary key (organization_id, position)
);
create index outbox_by_position on outbox (position);
-- The table is empty most of the time and full of dead rows after a burst: clean up early.
alter table outbox set (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000);
call protect('outbox');
call admit_worker('outbox', 'select, delete');
