-- One row for each request at the edge (Sector Pro 10.3), in partitions of a day of UTC, so that retention is dropping
-- tables. Requests that nobody could be held to have no organization and are for the operators only.
create table api_request_log (
    created_at timestamptz not null,
    id uuid not null default uuidv7(),
    organization_id uuid,
    request_id text not null,
    credential_id uuid,
    credential_type text,
    key_prefix text,
    user_id uuid,
    method text not null,
    route text,
    path text not null,
    status_code integer not null,
    error_code text,
    response_time_ms integer not null,
    request_bytes bigint not null,
    response_bytes bigint not null,
    ip_address inet,
    user_agent text,
    api_version text,
    has_idempotency_key boolean not null,
    -- Of a gap only: how many requests were not kept, and until when. Its other columns say nothing.
    lost_requests integer,
    lost_until timestamptz
) partition by range (created_at);

create index api_request_log_by_time on api_request_log (organization_id, created_at, id);
create index api_request_log_by_request on api_request_log (organization_id, request_id);

-- Requests see their organization's rows and change none; the worker adds rows and sees none.
alter table api_request_log enable row level security, force row level security;
create policy organization on api_request_log for select to ${request_role}
    using (organization_id = current_setting('callsheet.organization_id')::uuid);
create policy worker on api_request_log for insert to ${worker_role} with check (true);
revoke insert, update, delete on api_request_log from ${request_role};
grant insert on api_request_log to ${worker_role};

-- Makes the partitions of that day and the given number of days after it, where they are missing. Whichever gateway comes
-- first does it. The gateway owns no table, so this runs as the owner; a partition that is made beside the table and then
-- attached does not keep others from writing meanwhile.
create function prepare_request_log(first date, days integer) returns integer
    language plpgsql security definer set search_path = ${schema} as $$
declare
    day date;
    partition text;
    made integer := 0;
begin
    perform pg_advisory_xact_lock(hashtext('${schema}.api_request_log'));
    for offset_days in 0..days loop
        day := first + offset_days;
        partition := 'api_request_log_' || to_char(day, 'YYYYMMDD');
        continue when to_regclass('${schema}.' || partition) is not null;
        execute format('create table %I (like api_request_log including all)', partition);
        execute format('revoke all on %I from ${request_role}', partition);
        execute format('alter table %I enable row level security, force row level security', partition);
        execute format(
            'alter table api_request_log attach partition %I for values from (%L) to (%L)',
            partition, day || ' 00:00+00', day + 1 || ' 00:00+00');
        made := made + 1;
    end loop;
    return made;
end
$$;

-- Drops the partitions of the days before that one, and never today's.
create function drop_request_log(before date) returns integer
    language plpgsql security definer set search_path = ${schema} as $$
declare
    partition text;
    dropped integer := 0;
begin
    perform pg_advisory_xact_lock(hashtext('${schema}.api_request_log'));
    for partition in
        select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
        where i.inhparent = '${schema}.api_request_log'::regclass
            and c.relname < 'api_request_log_' || to_char(least(before, (now() at time zone 'UTC')::date), 'YYYYMMDD')
    loop
        execute format('drop table %I', partition);
        dropped := dropped + 1;
    end loop;
    return dropped;
end
$$;

revoke execute on function prepare_request_log(date, integer), drop_request_log(date) from public;
grant execute on function prepare_request_log(date, integer), drop_request_log(date) to ${worker_role};
