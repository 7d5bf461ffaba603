-- No tenant: gateways report the use of all keys together. A report that comes twice is known by its row, for a day.
create table key_usage_report (
    id uuid not null primary key,
    received_at timestamptz not null
);
create index key_usage_report_by_time on key_usage_report (received_at);
revoke all on key_usage_report from ${request_role};
call admit_worker('key_usage_report', 'select, insert, delete');

-- A gateway knows a key by its id, and a key of the sandbox acts in another organization than the one that keeps it.
create index api_key_by_id on api_key (id);
grant update (last_used_at, last_used_ip, request_count) on api_key to ${worker_role};
