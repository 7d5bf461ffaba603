-- A system that signs in with keys and is no person. It has a role, or scopes of its own, and says where it calls from.
create table service_account (
    organization_id uuid not null,
    id uuid not null,
    name text not null,
    description text,
    role text,
    scopes text[] not null default '{}',
    allowed_ips text[] not null,
    deactivated_at timestamptz,
    version bigint not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    deleted_at timestamptz,
    primary key (organization_id, id),
    constraint service_account_organization_exists foreign key (organization_id) references organization (id),
    constraint service_account_has_role_or_scopes check ((role is null) <> (cardinality(scopes) = 0)),
    constraint service_account_calls_from_somewhere check (cardinality(allowed_ips) > 0)
);
create index service_account_by_creation on service_account (organization_id, created_at, id) where deleted_at is null;
create unique index service_account_name_unique on service_account (organization_id, name) where deleted_at is null;

call protect('service_account');
call admit_worker('service_account', 'select');

-- No key names one yet; to validate that would read rows for no tenant, which fails.
alter table api_key
    add column service_account_id uuid,
    add constraint api_key_service_account_exists
        foreign key (organization_id, service_account_id) references service_account (organization_id, id) not valid,
    add constraint api_key_has_one_holder check (owner_id is null or service_account_id is null);
create index api_key_by_service_account on api_key (organization_id, service_account_id) where deleted_at is null;
