create table shipped_role (
    name text not null primary key,
    id uuid not null,
    description text not null
);
call admit_worker('shipped_role', 'select');
revoke insert, update, delete on shipped_role from ${request_role};

insert into shipped_role (name, id, description)
    select name, md5('role ' || name)::uuid, description from (values
        ('admin', 'Everything.'),
        ('management', 'Everything but the organization''s settings, its users and its service accounts.'),
        ('logistics', 'Logistics and equipment.'),
        ('house_tech', 'Own assignments, and timesheets.'),
        ('technician', 'Own data only.'),
        ('controller', 'Everything but the organization''s settings and its service accounts.'),
        ('executive', 'Reads everything but the log of requests.'),
        ('ops_manager', 'Reads and plans everything, and approves timesheets.'),
        ('project_manager', 'Projects with their jobs, crews and staffing.'),
        ('accounting', 'Hours, rates and pay.'),
        ('viewer', 'Reads what is neither about users nor about pay.'),
        ('approver', 'Tickets and approvals.'),
        ('user', 'Tickets.')) as shipped (name, description);

-- Of which resources a role sees and changes only what is its user's own.
create table shipped_role_restriction (
    role text not null,
    resource text not null,
    primary key (role, resource)
);
call admit_worker('shipped_role_restriction', 'select');
revoke insert, update, delete on shipped_role_restriction from ${request_role};

insert into shipped_role_restriction (role, resource) values
    ('technician', 'timesheets'),
    ('technician', 'crew'),
    ('technician', 'availability'),
    ('technician', 'assignments'),
    ('technician', 'messages'),
    ('house_tech', 'assignments');

-- Credentials without a person, and the log of everybody's requests, are not for whoever may read or do "everything".
insert into shipped_role_scope (role, pattern, granted) values
    ('management', 'service_accounts:manage', false),
    ('controller', 'service_accounts:manage', false),
    ('controller', 'activity:read', false),
    ('executive', 'activity:read', false),
    ('ops_manager', 'activity:read', false),
    ('project_manager', 'activity:read', false),
    ('viewer', 'activity:read', false),
    ('viewer', 'payroll:read', false),
    ('viewer', 'rate_cards:read', false);

-- What an organization says of a role: one of its own, or changes to a shipped one. The lines are in role_scope.
create table organization_role (
    organization_id uuid not null,
    id uuid not null,
    name text not null,
    description text,
    version bigint not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    deleted_at timestamptz,
    primary key (organization_id, id),
    constraint organization_role_organization_exists foreign key (organization_id) references organization (id)
);
create unique index organization_role_name_unique on organization_role (organization_id, name) where deleted_at is null;
call protect('organization_role');
call admit_worker('organization_role', 'select');

-- Goes before what is shipped: confined to what is their own, or expressly not.
create table role_restriction (
    organization_id uuid not null,
    role text not null,
    resource text not null,
    own boolean not null,
    primary key (organization_id, role, resource),
    constraint role_restriction_organization_exists foreign key (organization_id) references organization (id)
);
call protect('role_restriction');
call admit_worker('role_restriction', 'select');
