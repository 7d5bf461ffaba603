create table webhook (
    organization_id uuid not null,
    id uuid not null,
    version bigint not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    deleted_at timestamptz,
    url text not null,
    description text,
    events text[] not null,
    secret text not null,
    -- The one that a rotation replaced; both sign until the grace has ended.
    previous_secret text,
    previous_secret_expires_at timestamptz,
    auth_header text,
    is_active boolean not null,
    retry_policy text,
    max_retries integer,
    ordering text not null,
    -- From here on only deliveries write, never a request, but for the reset when an owner switches it on again.
    disabled_reason text,
    disabled_at timestamptz,
    activated_at timestamptz not null default now(),
    last_triggered_at timestamptz,
    last_success_at timestamptz,
    failure_count integer not null default 0,
    constraint webhook_pkey primary key (organization_id, id),
    constraint webhook_wants_something check (cardinality(events) > 0),
    constraint webhook_retry_policy_known check (retry_policy in ('exponential', 'linear', 'none')),
    constraint webhook_retries_bounded check (max_retries between 0 and 15),
    constraint webhook_ordering_known check (ordering in ('aggregate', 'strict', 'none')),
    constraint webhook_disabled_is_inactive check (disabled_reason is null or not is_active)
);

create index webhook_of_organization on webhook (organization_id, created_at, id) where deleted_at is null;

-- One row for each event and subscription that wants it: the queue, the inbox and the log in one.
create table delivery (
    organization_id uuid not null,
    id uuid not null,
    version bigint not null default 1,
    deleted_at timestamptz,
    webhook_id uuid not null,
    event_id uuid not null,
    event_type text not null,
    aggregate_id uuid not null,
    sequence bigint not null,
    payload text not null,
    status text not null,
    attempt_number integer not null default 0,
    -- When a worker may take it: null once it is delivered or has failed for good. A claim moves it to the end of the
    -- lease, so that what a crashed worker held comes back by itself.
    due_at timestamptz,
    claimed_until timestamptz,
    next_retry_at timestamptz,
    first_failed_at timestamptz,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    delivered_at timestamptz,
    response_status integer,
    response_time_ms integer,
    failure_reason text,
    constraint delivery_pkey primary key (organization_id, id),
    -- The inbox: an event that Kafka delivers twice is one delivery.
    constraint delivery_once_per_event unique (organization_id, webhook_id, event_id),
    constraint delivery_of_webhook foreign key (organization_id, webhook_id) references webhook (organization_id, id),
    constraint delivery_status_known check (status in ('pending', 'delivered', 'failed', 'retrying')),
    constraint delivery_due_until_finished check ((due_at is not null) = (status in ('pending', 'retrying')))
)
-- Rows change often and are finished within moments: room on the page keeps those updates off the indexes that allow it.
with (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_cost_delay = 0);

create index delivery_queue on delivery (webhook_id, due_at) where due_at is not null;
create index delivery_unfinished_of_aggregate on delivery (webhook_id, aggregate_id, sequence) where due_at is not null;
create index delivery_log on delivery (organization_id, webhook_id, created_at, id);

create table delivery_attempt (
    organization_id uuid not null,
    id uuid not null,
    delivery_id uuid not null,
    attempt_number integer not null,
    attempted_at timestamptz not null,
    response_status integer,
    response_body text,
    response_time_ms integer,
    error text,
    -- A failure of our own side takes none of the receiver's retries.
    counted boolean not null,
    constraint delivery_attempt_pkey primary key (organization_id, id),
    constraint delivery_attempt_of_delivery foreign key (organization_id, delivery_id)
        references delivery (organization_id, id) on delete cascade
);

create index delivery_attempt_log on delivery_attempt (organization_id, delivery_id, attempted_at);

call protect('webhook');
call protect('delivery');
call protect('delivery_attempt');
call admit_worker('webhook', 'select, update');
call admit_worker('delivery', 'select, insert, update, delete');
call admit_worker('delivery_attempt', 'select, insert, delete');
