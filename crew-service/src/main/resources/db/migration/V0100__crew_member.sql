create table crew_member (
    organization_id        uuid           not null,
    id                     uuid           not null,
    version                bigint         not null,
    first_name             text           not null,
    last_name              text           not null,
    nickname               text,
    email                  text,
    phone                  text,
    department             text,
    role                   text           not null,
    skills                 text           not null,
    skill_names            varchar(100)[] not null,
    certifications         varchar(200)[] not null,
    dni                    text,
    residencia             text,
    profile_picture_url    text,
    emergency_name         text,
    emergency_phone        text,
    emergency_relationship text,
    active                 boolean        not null,
    user_id                uuid,
    search_text            text           not null,
    search                 tsvector       generated always as (to_tsvector('simple', search_text)) stored,
    created_at             timestamptz    not null,
    updated_at             timestamptz    not null,
    deleted_at             timestamptz,
    primary key (organization_id, id)
);
create index crew_member_by_name on crew_member (organization_id, last_name, first_name, id) where deleted_at is null;
create index crew_member_by_first_name on crew_member (organization_id, first_name, id) where deleted_at is null;
create index crew_member_by_creation on crew_member (organization_id, created_at, id) where deleted_at is null;
create index crew_member_by_update on crew_member (organization_id, updated_at, id) where deleted_at is null;
create index crew_member_by_department on crew_member (organization_id, department, last_name, first_name, id)
    where deleted_at is null;
create unique index crew_member_is_the_only_one_of_its_user on crew_member (organization_id, user_id)
    where deleted_at is null and user_id is not null;
create index crew_member_by_words on crew_member using gin (search);
call protect('crew_member');
