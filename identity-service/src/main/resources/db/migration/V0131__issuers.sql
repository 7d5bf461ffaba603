-- Who else may sign tokens for an organization. Issuer and audience name one organization, so that a token says by itself
-- where it is meant to be used.
create table token_issuer (
    organization_id uuid not null,
    id uuid not null,
    issuer text not null,
    audience text not null,
    jwks_url text not null,
    algorithms text[] not null,
    -- How its claims say who somebody is: JSON, read as a whole and never queried.
    claims text not null,
    provision_users boolean not null,
    default_role text,
    version bigint not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    deleted_at timestamptz,
    primary key (organization_id, id),
    constraint token_issuer_organization_exists foreign key (organization_id) references organization (id)
);
create unique index token_issuer_names_one_organization on token_issuer (issuer, audience) where deleted_at is null;
create index token_issuer_by_creation on token_issuer (organization_id, created_at, id) where deleted_at is null;

call protect('token_issuer');
call admit_worker('token_issuer', 'select');

-- A person as an issuer knows them. What a principal of theirs carries as its credential.
create table outside_identity (
    organization_id uuid not null,
    id uuid not null,
    issuer_id uuid not null,
    subject text not null,
    user_id uuid not null,
    created_at timestamptz not null,
    ended_at timestamptz,
    primary key (organization_id, id),
    constraint outside_identity_once_per_subject unique (organization_id, issuer_id, subject),
    constraint outside_identity_id_unique unique (id),
    constraint outside_identity_issuer_exists foreign key (organization_id, issuer_id)
        references token_issuer (organization_id, id),
    constraint outside_identity_user_exists foreign key (user_id) references app_user (id)
);

call protect('outside_identity');
call admit_worker('outside_identity', 'select');
