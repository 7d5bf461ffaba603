create table location (
    organization_id uuid        not null,
    id              uuid        not null,
    version         bigint      not null,
    name            text        not null,
    address         text,
    city            text,
    country         text,
    latitude        numeric(9, 6),
    longitude       numeric(9, 6),
    time_zone       text,
    notes           text,
    search_text     text        not null,
    search          tsvector    generated always as (to_tsvector('simple', search_text)) stored,
    created_at      timestamptz not null,
    updated_at      timestamptz not null,
    deleted_at      timestamptz,
    primary key (organization_id, id)
);
create index location_by_name on location (organization_id, name, id) where deleted_at is null;
create index location_by_creation on location (organization_id, created_at, id) where deleted_at is null;
create index location_by_words on location using gin (search);
call protect('location');

create table tour (
    organization_id uuid        not null,
    id              uuid        not null,
    version         bigint      not null,
    name            text        not null,
    description     text,
    tour_type       text        not null,
    status          text        not null,
    start_date      date        not null,
    end_date        date        not null,
    departments     varchar(20)[]    not null,
    settings        text,
    flex_folder_id  text,
    search_text     text        not null,
    search          tsvector    generated always as (to_tsvector('simple', search_text)) stored,
    created_at      timestamptz not null,
    updated_at      timestamptz not null,
    deleted_at      timestamptz,
    primary key (organization_id, id),
    constraint tour_starts_before_it_ends check (start_date <= end_date)
);
create index tour_by_start on tour (organization_id, start_date, id) where deleted_at is null;
create index tour_by_creation on tour (organization_id, created_at, id) where deleted_at is null;
create index tour_by_words on tour using gin (search);
call protect('tour');

create table job (
    organization_id   uuid        not null,
    id                uuid        not null,
    version           bigint      not null,
    title             text        not null,
    description       text,
    status            text        not null,
    job_type          text        not null,
    job_date_type     text,
    start_time        timestamptz not null,
    end_time          timestamptz not null,
    location_id       uuid,
    tour_id           uuid,
    departments       varchar(20)[]    not null,
    required_roles    text        not null,
    crew_required     integer     not null,
    notes             text,
    color             text,
    rates_approved    boolean     not null,
    invoicing_company text,
    search_text       text        not null,
    search            tsvector    generated always as (to_tsvector('simple', search_text)) stored,
    created_at        timestamptz not null,
    updated_at        timestamptz not null,
    deleted_at        timestamptz,
    primary key (organization_id, id),
    constraint job_is_at_a_location_of_its_organization
        foreign key (organization_id, location_id) references location (organization_id, id),
    constraint job_is_on_a_tour_of_its_organization
        foreign key (organization_id, tour_id) references tour (organization_id, id),
    constraint job_starts_before_it_ends check (start_time < end_time)
);
create index job_by_start on job (organization_id, start_time, id) where deleted_at is null;
create index job_by_end on job (organization_id, end_time, id) where deleted_at is null;
create index job_by_creation on job (organization_id, created_at, id) where deleted_at is null;
create index job_by_update on job (organization_id, updated_at, id) where deleted_at is null;
create index job_by_title on job (organization_id, title, id) where deleted_at is null;
create index job_by_status on job (organization_id, status, start_time, id) where deleted_at is null;
create index job_by_tour on job (organization_id, tour_id, start_time, id) where deleted_at is null;
create index job_by_location on job (organization_id, location_id, start_time, id) where deleted_at is null;
create index job_by_words on job using gin (search);
call protect('job');
