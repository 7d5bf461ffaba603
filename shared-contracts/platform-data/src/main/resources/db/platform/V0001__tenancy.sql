-- The organization of the current call. Fails when nobody has set it, so that a forgotten tenant is an error, never rows.
create function current_organization() returns uuid
    language sql stable parallel safe
    return current_setting('callsheet.organization_id')::uuid;

-- Shows and takes rows of the current organization only, from the table's owner too.
create procedure protect(tenant_table regclass)
    language plpgsql as $$
begin
    execute format('alter table %s enable row level security', tenant_table);
    execute format('alter table %s force row level security', tenant_table);
    execute format(
        'create policy organization on %s using (organization_id = current_setting(''callsheet.organization_id'')::uuid)',
        tenant_table);
end
$$;

-- Admits this schema's workers, who serve all organizations, to one table with the named rights.
create procedure admit_worker(tenant_table regclass, rights text)
    language plpgsql as $$
begin
    execute format('grant %s on %s to ${worker_role}', rights, tenant_table);
    if (select relrowsecurity from pg_class where oid = tenant_table) then
        execute format('create policy worker on %s to ${worker_role} using (true) with check (true)', tenant_table);
    end if;
end
$$;

-- Whether a text-search vector matches a query of prefixes. A plain SQL function, so that the planner sees the operator.
create function text_matches(vector tsvector, query text) returns boolean
    language sql stable parallel safe
    return vector @@ to_tsquery('simple', query);
