create table rate_limit_tier (
    name text not null primary key,
    per_minute integer,
    per_hour integer,
    per_day integer,
    burst integer not null
);
call admit_worker('rate_limit_tier', 'select');
revoke insert, update, delete on rate_limit_tier from ${request_role};

insert into rate_limit_tier (name, per_minute, per_hour, per_day, burst) values
    ('free', 20, null, 1000, 5),
    ('basic', null, 1000, 10000, 20),
    ('standard', 60, null, 10000, 20),
    ('professional', 300, null, 100000, 50),
    ('premium', null, 100000, 1000000, 100),
    ('enterprise', 1000, null, null, 200);

-- A key belongs to the organization that manages it; one of environment test made there acts in its sandbox.
create table api_key (
    organization_id uuid not null,
    id uuid not null,
    name text not null,
    key_hash text not null,
    key_prefix text not null,
    environment text not null,
    owner_id uuid,
    scopes text[] not null,
    rate_limit_tier text,
    expires_at timestamptz,
    last_used_at timestamptz,
    revoked_at timestamptz,
    metadata jsonb not null default '{}',
    version bigint not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    deleted_at timestamptz,
    primary key (organization_id, id),
    constraint api_key_hash_unique unique (key_hash),
    constraint api_key_environment_known check (environment in ('live', 'test')),
    constraint api_key_organization_exists foreign key (organization_id) references organization (id),
    constraint api_key_owner_exists foreign key (owner_id) references app_user (id),
    constraint api_key_tier_exists foreign key (rate_limit_tier) references rate_limit_tier (name)
);
create index api_key_by_creation on api_key (organization_id, created_at, id) where deleted_at is null;
create index api_key_by_owner on api_key (organization_id, owner_id) where deleted_at is null;

call protect('api_key');
call admit_worker('api_key', 'select');
