create table timesheet (
    organization_id uuid        not null,
    id              uuid        not null,
    version         bigint      not null,
    job_id          uuid        not null,
    technician_id   uuid        not null,
    date            date        not null,
    start_time      text        not null,
    end_time        text        not null,
    time_zone       text        not null,
    starts_at       timestamptz not null,
    ends_at         timestamptz not null,
    break_minutes   integer     not null,
    worked_minutes  integer     not null,
    status          text        not null,
    notes           text,
    submitted_at    timestamptz,
    created_at      timestamptz not null,
    updated_at      timestamptz not null,
    deleted_at      timestamptz,
    primary key (organization_id, id),
    constraint timesheet_starts_before_it_ends check (starts_at < ends_at),
    constraint timesheet_has_worked_time check (break_minutes >= 0 and worked_minutes > 0)
);
create index timesheet_by_date on timesheet (organization_id, date, id) where deleted_at is null;
create index timesheet_by_start on timesheet (organization_id, starts_at, id) where deleted_at is null;
create index timesheet_by_end on timesheet (organization_id, ends_at, id) where deleted_at is null;
create index timesheet_by_work on timesheet (organization_id, worked_minutes, id) where deleted_at is null;
create index timesheet_by_creation on timesheet (organization_id, created_at, id) where deleted_at is null;
create index timesheet_by_update on timesheet (organization_id, updated_at, id) where deleted_at is null;
create index timesheet_by_job on timesheet (organization_id, job_id, date, id) where deleted_at is null;
create index timesheet_by_technician on timesheet (organization_id, technician_id, date, id) where deleted_at is null;
create index timesheet_by_status on timesheet (organization_id, status, date, id) where deleted_at is null;
call protect('timesheet');

-- What is known of other services' jobs and crew members. No foreign key points here: a timesheet outlives both.
create table roster_job (
    organization_id uuid    not null,
    id              uuid    not null,
    version         bigint  not null,
    title           text    not null,
    deleted         boolean not null,
    primary key (organization_id, id)
);
call protect('roster_job');

create table roster_member (
    organization_id uuid    not null,
    id              uuid    not null,
    version         bigint  not null,
    name            text    not null,
    user_id         uuid,
    deleted         boolean not null,
    primary key (organization_id, id)
);
call protect('roster_member');
