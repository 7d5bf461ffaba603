-- No tenant: somebody asked for an account and has not shown yet that the address is theirs. Nothing else exists of them
-- before: no user, no organization. Claiming it for half a minute keeps two clicks on one link apart.
create table registration (
    id uuid not null primary key,
    email text not null,
    full_name text not null,
    password_hash text,
    organization_id uuid not null,
    sandbox_id uuid,
    organization_name text,
    time_zone text,
    invitation_id uuid,
    token_hash text not null,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    claimed_at timestamptz,
    confirmed_at timestamptz,
    constraint registration_email_lower_case check (email = lower(email)),
    constraint registration_token_unique unique (token_hash),
    constraint registration_founds_or_joins check (
        (invitation_id is null) = (organization_name is not null and sandbox_id is not null and time_zone is not null))
);
create index registration_by_email on registration (email, created_at);
create index registration_by_expiry on registration (expires_at);
call admit_worker('registration', 'select, insert, update, delete');
revoke all on registration from ${request_role};

-- No tenant: what was mailed to a person to prove that a mailbox is theirs. Only hashes, good for one use.
create table mail_token (
    token_hash text not null primary key,
    purpose text not null,
    user_id uuid not null,
    email text not null,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    used_at timestamptz,
    constraint mail_token_purpose_known check (purpose in ('reset_password', 'change_email')),
    constraint mail_token_user_exists foreign key (user_id) references app_user (id) on delete cascade
);
create index mail_token_by_user on mail_token (user_id);
create index mail_token_by_expiry on mail_token (expires_at);
call admit_worker('mail_token', 'select, insert, update, delete');
revoke all on mail_token from ${request_role};

-- No tenant: how often something happened of late, by a hash of whom it concerns.
create table throttle (
    subject text not null primary key,
    happened integer not null,
    window_started_at timestamptz not null,
    last_at timestamptz not null
);
create index throttle_by_time on throttle (last_at);
call admit_worker('throttle', 'select, insert, update, delete');
revoke all on throttle from ${request_role};
