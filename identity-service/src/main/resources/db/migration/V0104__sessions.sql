-- No tenant: a session is a person's and reaches all their organizations; organization_id is that of the login.
create table user_session (
    id uuid not null primary key,
    user_id uuid not null,
    organization_id uuid not null,
    event_id uuid,
    created_at timestamptz not null,
    ended_at timestamptz,
    end_reason text,
    constraint user_session_user_exists foreign key (user_id) references app_user (id),
    constraint user_session_organization_exists foreign key (organization_id) references organization (id),
    constraint user_session_end_has_reason check ((ended_at is null) = (end_reason is null))
);
create index user_session_by_user on user_session (user_id, created_at);
call admit_worker('user_session', 'select, insert, update');

-- One row for each token of a session's family. The successor is derived from the used token and this salt, so that the
-- same token within the grace gets the same successor although only hashes are stored.
create table refresh_token (
    token_hash text not null primary key,
    session_id uuid not null,
    issued_at timestamptz not null,
    expires_at timestamptz not null,
    used_at timestamptz,
    successor_salt bytea,
    constraint refresh_token_session_exists foreign key (session_id) references user_session (id) on delete cascade,
    constraint refresh_token_use_has_successor check ((used_at is null) = (successor_salt is null))
);
create index refresh_token_by_session on refresh_token (session_id);
create index refresh_token_by_expiry on refresh_token (expires_at);
call admit_worker('refresh_token', 'select, insert, update, delete');
revoke all on refresh_token from ${request_role};

-- No tenant: the keys that sign users' tokens. The private part is encrypted with a key from the environment.
create table signing_key (
    kid text not null primary key,
    state text not null,
    public_jwk text not null,
    private_jwk_sealed text not null,
    created_at timestamptz not null,
    retired_at timestamptz,
    constraint signing_key_state_known check (state in ('next', 'active', 'retired'))
);
create unique index signing_key_one_active on signing_key (state) where state = 'active';
call admit_worker('signing_key', 'select, insert, update');
revoke all on signing_key from ${request_role};
