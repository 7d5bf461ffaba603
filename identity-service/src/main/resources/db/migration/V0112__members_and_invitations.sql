alter table app_user add column phone text;
alter table app_user add column search_text text not null default '';
alter table app_user add column search tsvector generated always as (to_tsvector('simple', search_text)) stored;
update app_user set search_text =
    trim(regexp_replace(lower(extensions.unaccent(full_name || ' ' || email)), '[^[:alnum:]]+', ' ', 'g'));

-- People change their own profile in the transaction that tells of it; what they prove themselves with they do not.
grant select (phone, search_text, search) on app_user to ${request_role};
grant update (full_name, avatar_url, phone, search_text, version, updated_at) on app_user to ${request_role};

create table invitation (
    organization_id uuid not null,
    id uuid not null,
    email text not null,
    role text not null,
    departments text[] not null default '{}',
    token_hash text not null,
    invited_by uuid,
    expires_at timestamptz not null,
    accepted_at timestamptz,
    accepted_by uuid,
    version bigint not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    deleted_at timestamptz,
    primary key (organization_id, id),
    constraint invitation_token_unique unique (token_hash),
    constraint invitation_email_lower_case check (email = lower(email)),
    constraint invitation_organization_exists foreign key (organization_id) references organization (id),
    constraint invitation_inviter_exists foreign key (invited_by) references app_user (id),
    constraint invitation_member_exists foreign key (accepted_by) references app_user (id),
    constraint invitation_acceptance_has_member check ((accepted_at is null) = (accepted_by is null))
);
create unique index invitation_once_pending on invitation (organization_id, email)
    where accepted_at is null and deleted_at is null;
create index invitation_by_creation on invitation (organization_id, created_at, id) where deleted_at is null;

call protect('invitation');
call admit_worker('invitation', 'select');
