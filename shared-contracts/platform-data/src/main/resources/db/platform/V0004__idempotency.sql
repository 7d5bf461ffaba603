-- Answers to requests that came with an idempotency key, for 24 hours.
create table idempotency_record (
    organization_id uuid        not null,
    credential_id   uuid        not null,
    key             text        not null,
    fingerprint     text        not null,
    status          integer,
    headers         text,
    body            text,
    sealed          boolean     not null default false,
    expires_at      timestamptz not null,
    primary key (organization_id, credential_id, key)
);
create index idempotency_record_by_expiry on idempotency_record (expires_at);
call protect('idempotency_record');
call admit_worker('idempotency_record', 'select, delete');
