create table equipment (
    organization_id       uuid        not null,
    id                    uuid        not null,
    version               bigint      not null,
    name                  text        not null,
    brand                 text,
    model                 text,
    category              text        not null,
    subcategory           text,
    department            text,
    quantity_total        integer     not null,
    daily_rate            numeric(12, 2),
    currency              text        not null,
    weight_kg             numeric(9, 3),
    width                 numeric(8, 2),
    height                numeric(8, 2),
    depth                 numeric(8, 2),
    power_requirements    text,
    notes                 text,
    image_url             text,
    specifications        text,
    last_maintenance_date date,
    next_maintenance_date date,
    search_text           text        not null,
    search                tsvector    generated always as (to_tsvector('simple', search_text)) stored,
    created_at            timestamptz not null,
    updated_at            timestamptz not null,
    deleted_at            timestamptz,
    primary key (organization_id, id),
    constraint equipment_is_counted_from_zero check (quantity_total >= 0),
    constraint equipment_is_maintained_in_order check (last_maintenance_date <= next_maintenance_date)
);
create index equipment_by_name on equipment (organization_id, name, id) where deleted_at is null;
create index equipment_by_category on equipment (organization_id, category, name, id) where deleted_at is null;
create index equipment_by_category_alone on equipment (organization_id, category, id) where deleted_at is null;
create index equipment_by_department on equipment (organization_id, department, name, id) where deleted_at is null;
create index equipment_by_quantity on equipment (organization_id, quantity_total, id) where deleted_at is null;
create index equipment_by_next_maintenance on equipment (organization_id, next_maintenance_date, id)
    where deleted_at is null;
create index equipment_by_creation on equipment (organization_id, created_at, id) where deleted_at is null;
create index equipment_by_update on equipment (organization_id, updated_at, id) where deleted_at is null;
create index equipment_by_words on equipment using gin (search);
call protect('equipment');
