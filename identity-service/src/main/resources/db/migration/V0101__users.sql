-- No tenant: a person is one user in all the organizations they belong to.
create table app_user (
    id uuid not null primary key,
    email text not null,
    password_hash text,
    full_name text not null,
    avatar_url text,
    deactivated_at timestamptz,
    version bigint not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    constraint app_user_email_lower_case check (email = lower(email)),
    constraint app_user_email_unique unique (email)
);
call admit_worker('app_user', 'select, insert, update');
-- Requests of a tenant see who somebody is, never what they prove it with.
revoke all on app_user from ${request_role};
grant select (id, email, full_name, avatar_url, deactivated_at, version, created_at, updated_at) on app_user
    to ${request_role};

create table membership (
    organization_id uuid not null,
    id uuid not null,
    user_id uuid not null,
    role text not null,
    departments text[] not null default '{}',
    version bigint not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    deleted_at timestamptz,
    primary key (organization_id, id),
    constraint membership_organization_exists foreign key (organization_id) references organization (id),
    constraint membership_user_exists foreign key (user_id) references app_user (id)
);
create unique index membership_once_per_user on membership (organization_id, user_id) where deleted_at is null;
create index membership_by_user on membership (user_id, created_at) where deleted_at is null;

call protect('membership');
call admit_worker('membership', 'select');
