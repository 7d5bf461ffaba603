-- An organization is its own tenant: organization_id repeats its id, so that one policy serves every table.
create table organization (
    organization_id uuid not null,
    id uuid not null,
    parent_id uuid,
    name text not null,
    slug text,
    time_zone text not null default 'Europe/Madrid',
    plan text not null,
    environment text not null,
    version bigint not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    deleted_at timestamptz,
    primary key (organization_id, id),
    constraint organization_is_its_own_tenant check (organization_id = id),
    constraint organization_id_unique unique (id),
    constraint organization_slug_unique unique (slug),
    constraint organization_environment_known check (environment in ('live', 'test')),
    constraint organization_sandbox_has_parent check ((environment = 'test') = (parent_id is not null)),
    constraint organization_one_sandbox unique (parent_id),
    constraint organization_parent_exists foreign key (parent_id) references organization (id)
);

call protect('organization');
call admit_worker('organization', 'select');

-- A live organization also sees and keeps the row of its sandbox, which is another tenant everywhere else.
create policy organization_keeps_its_sandbox on organization
    to ${request_role}
    using (parent_id = current_setting('callsheet.organization_id')::uuid)
    with check (parent_id = current_setting('callsheet.organization_id')::uuid);
