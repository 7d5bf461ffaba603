-- None of these tables has a tenant: a limit is looked up by what it limits, before anything else is asked of the
-- database, and an address or a gateway belongs to no organization. They hold ids and numbers only.

-- What was taken of a limit in its current calendar window of UTC. A row is used again for the next window.
create table rate_window (
    subject   text        not null,
    seconds   integer     not null,
    starts_at timestamptz not null,
    taken     integer     not null,
    primary key (subject, seconds)
) with (fillfactor = 50, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);

-- What was taken of a burst, by the tenth of a second in which it can be used at the latest. The twelfth number belongs
-- to the tenth of a second "slot", those before it to earlier ones, the nine after it to leases that live longer.
create table rate_burst (
    subject text      not null primary key,
    slot    bigint    not null,
    taken   integer[] not null
) with (fillfactor = 50, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);

-- The gateways that are alive, by their last sign of life.
create table gateway_instance (
    id      uuid        not null primary key,
    seen_at timestamptz not null
);

-- What a limit still gives: everything to the requests that wait for it, and of the rest, which is asked for in advance,
-- no more than leaves as much for every other gateway.
create function share_of(remaining integer, waiting integer, ahead integer, gateways integer) returns integer
    language sql immutable
    return least(waiting, greatest(remaining, 0)) + least(ahead, greatest(remaining - waiting, 0) / (2 * gateways));

-- Takes up to "waiting" + "ahead" tokens from all of these windows and bursts, the same number from each, and says how
-- many that were and how each stands now. The time is the database's, read when every row is locked, so that all gateways
-- agree on the window whatever their own clocks say. Rows are locked in the order in which the caller names them, which
-- must be the same for all.
--
-- "corrections" are added first to the windows that still are those that began at "since": tokens that nobody used
-- (below zero), and what was admitted while the database was away (above). "tenths" is how long the lease lives.
create function lease(
    subjects text[], lengths integer[], limits integer[], corrections integer[], since timestamptz[],
    burst_subjects text[], bursts integer[], waiting integer, ahead integer, gateways integer, tenths integer,
    out granted integer, out moment timestamptz, out used integer[], out starts timestamptz[],
    out outstanding integer[], out frees timestamptz[])
    language plpgsql as $$
declare
    windows constant integer := cardinality(subjects);
    limited constant integer := cardinality(burst_subjects);
    nothing constant integer[] := array_fill(0, array[21]);
    row_taken integer;
    row_starts timestamptz;
    row_ring integer[];
    row_slot bigint;
    rings text[] := array_fill(''::text, array[limited]);
    slots bigint[] := array_fill(0::bigint, array[limited]);
    began timestamptz;
    current bigint;
    passed bigint;
    oldest integer;
begin
    used := array_fill(0, array[windows]);
    starts := array_fill(null::timestamptz, array[windows]);
    outstanding := array_fill(0, array[limited]);
    frees := array_fill(null::timestamptz, array[limited]);
    for i in 1..windows loop
        loop
            select w.taken, w.starts_at into row_taken, row_starts from rate_window w
                where w.subject = subjects[i] and w.seconds = lengths[i] for update;
            exit when found;
            insert into rate_window (subject, seconds, starts_at, taken)
                values (subjects[i], lengths[i], '-infinity', 0) on conflict do nothing;
        end loop;
        used[i] := row_taken;
        starts[i] := row_starts;
    end loop;
    for i in 1..limited loop
        loop
            select b.slot, b.taken into row_slot, row_ring from rate_burst b
                where b.subject = burst_subjects[i] for update;
            exit when found;
            insert into rate_burst (subject, slot, taken) values (burst_subjects[i], 0, nothing) on conflict do nothing;
        end loop;
        slots[i] := row_slot;
        rings[i] := row_ring::text;
    end loop;

    moment := clock_timestamp();
    granted := waiting + ahead;
    for i in 1..windows loop
        began := date_bin(make_interval(secs => lengths[i]), moment, timestamptz 'epoch');
        if starts[i] < began then
            starts[i] := began;
            used[i] := 0;
        end if;
        if since[i] = starts[i] then
            used[i] := greatest(used[i] + corrections[i], 0);
        end if;
        granted := least(granted, share_of(limits[i] - used[i], waiting, ahead, gateways));
    end loop;
    current := floor(extract(epoch from moment) * 10);
    for i in 1..limited loop
        row_ring := rings[i]::integer[];
        passed := greatest(current - slots[i], 0);
        slots[i] := slots[i] + passed;
        row_ring := case
            when passed = 0 then row_ring
            when passed >= 21 then nothing
            else row_ring[passed + 1:21] || array_fill(0, array[passed::integer]) end;
        rings[i] := row_ring::text;
        outstanding[i] := (select sum(each) from unnest(row_ring) each);
        oldest := (select min(position) from unnest(row_ring) with ordinality ring(number, position) where number > 0);
        frees[i] := to_timestamp((slots[i] + coalesce(oldest, 0)) / 10.0);
        granted := least(granted, share_of(bursts[i] - outstanding[i], waiting, ahead, gateways));
    end loop;

    for i in 1..windows loop
        used[i] := used[i] + granted;
        update rate_window w set taken = used[i], starts_at = starts[i]
            where w.subject = subjects[i] and w.seconds = lengths[i]
                and (w.taken, w.starts_at) is distinct from (used[i], starts[i]);
    end loop;
    if granted > 0 then
        for i in 1..limited loop
            row_ring := rings[i]::integer[];
            row_ring[11 + tenths] := row_ring[11 + tenths] + granted;
            outstanding[i] := outstanding[i] + granted;
            update rate_burst b set slot = slots[i], taken = row_ring where b.subject = burst_subjects[i];
        end loop;
    end if;
end
$$;
