-- Which tier is above which, and how many live keys an organization may have whose plan is called like the tier.
alter table rate_limit_tier add column rank integer, add column most_api_keys integer;
update rate_limit_tier t set rank = v.rank, most_api_keys = v.most_api_keys
    from (values ('free', 1, 5), ('basic', 2, 10), ('standard', 3, 25), ('professional', 4, 100), ('premium', 5, 250),
        ('enterprise', 6, 1000)) as v (name, rank, most_api_keys)
    where t.name = v.name;
alter table rate_limit_tier
    alter column rank set not null,
    alter column most_api_keys set not null,
    add constraint rate_limit_tier_rank_unique unique (rank);

-- During the grace of a rotation the key before it works too. Counts and last use are the worker's, in batches.
alter table api_key
    add column allowed_ips text[] not null default '{}',
    add column allowed_origins text[] not null default '{}',
    add column limit_per_minute integer,
    add column limit_per_hour integer,
    add column limit_per_day integer,
    add column limit_burst integer,
    add column previous_key_hash text,
    add column previous_key_expires_at timestamptz,
    add column last_used_ip text,
    add column request_count bigint not null default 0,
    add constraint api_key_previous_hash_unique unique (previous_key_hash),
    add constraint api_key_previous_key_ends check ((previous_key_hash is null) = (previous_key_expires_at is null));

-- Web pages of these origins may read the organization's answers.
alter table organization add column cors_origins text[] not null default '{}';
