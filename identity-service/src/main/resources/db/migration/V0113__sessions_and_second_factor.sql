alter table user_session add column user_agent text;
alter table user_session add column address text;
alter table user_session add column last_seen_at timestamptz;
update user_session set last_seen_at = created_at;
alter table user_session alter column last_seen_at set not null;
create index user_session_by_end on user_session (ended_at) where ended_at is not null;
create index user_session_by_last_seen on user_session (last_seen_at);
grant delete on user_session to ${worker_role};

-- No tenant: what a user adds to their password. The secret is encrypted with a key from the environment; the last step
-- that a code was taken from keeps the same code from being taken twice.
create table user_totp (
    user_id uuid not null primary key,
    secret_sealed text not null,
    created_at timestamptz not null,
    confirmed_at timestamptz,
    last_step bigint not null default 0,
    constraint user_totp_user_exists foreign key (user_id) references app_user (id) on delete cascade
);
call admit_worker('user_totp', 'select, insert, update, delete');
revoke all on user_totp from ${request_role};

create table recovery_code (
    user_id uuid not null,
    code_hash text not null,
    primary key (user_id, code_hash),
    constraint recovery_code_has_second_factor foreign key (user_id) references user_totp (user_id) on delete cascade
);
call admit_worker('recovery_code', 'select, insert, delete');
revoke all on recovery_code from ${request_role};
