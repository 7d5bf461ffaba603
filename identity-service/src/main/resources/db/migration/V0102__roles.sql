-- What a role may do by default. A pattern is a scope, resource:*, *:action or * (all but admin:*), matched against the
-- scopes of the product, so that a new domain's scopes reach the roles without a migration. A denial beats a grant.
create table shipped_role_scope (
    role text not null,
    pattern text not null,
    granted boolean not null default true,
    primary key (role, pattern)
);
call admit_worker('shipped_role_scope', 'select');
revoke insert, update, delete on shipped_role_scope from ${request_role};

insert into shipped_role_scope (role, pattern, granted) values
    ('admin', 'admin:*', true),
    ('management', '*', true),
    ('management', 'organizations:write', false),
    ('management', 'users:write', false),
    ('logistics', 'logistics:*', true),
    ('logistics', 'equipment:*', true),
    ('logistics', 'jobs:read', true),
    ('house_tech', 'jobs:read', true),
    ('house_tech', 'assignments:read', true),
    ('house_tech', 'assignments:write', true),
    ('house_tech', 'timesheets:*', true),
    ('technician', 'jobs:read', true),
    ('technician', 'timesheets:read', true),
    ('technician', 'timesheets:write', true),
    ('controller', '*', true),
    ('controller', 'organizations:write', false),
    ('executive', '*:read', true),
    ('ops_manager', '*:read', true),
    ('ops_manager', '*:write', true),
    ('ops_manager', 'timesheets:approve', true),
    ('ops_manager', 'organizations:write', false),
    ('ops_manager', 'users:write', false),
    ('project_manager', '*:read', true),
    ('project_manager', 'projects:*', true),
    ('project_manager', 'jobs:write', true),
    ('project_manager', 'assignments:write', true),
    ('project_manager', 'staffing:write', true),
    ('accounting', 'jobs:read', true),
    ('accounting', 'tours:read', true),
    ('accounting', 'projects:read', true),
    ('accounting', 'crew:read', true),
    ('accounting', 'timesheets:read', true),
    ('accounting', 'payroll:*', true),
    ('accounting', 'rate_cards:*', true),
    ('accounting', 'reports:read', true),
    ('viewer', '*:read', true),
    ('viewer', 'users:read', false),
    ('approver', 'tickets:read', true),
    ('approver', 'tickets:write', true),
    ('approver', 'approvals:*', true),
    ('user', 'tickets:read', true),
    ('user', 'tickets:write', true);

-- What an organization changed about a role, or a role of its own; it goes before what is shipped.
create table role_scope (
    organization_id uuid not null,
    id uuid not null,
    role text not null,
    pattern text not null,
    granted boolean not null,
    version bigint not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    deleted_at timestamptz,
    primary key (organization_id, id),
    constraint role_scope_organization_exists foreign key (organization_id) references organization (id)
);
create unique index role_scope_once_per_pattern on role_scope (organization_id, role, pattern) where deleted_at is null;

call protect('role_scope');
call admit_worker('role_scope', 'select');
