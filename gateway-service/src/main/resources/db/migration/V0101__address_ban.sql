-- Addresses that have earned a ban, an IPv6 one by its network of 64 bits. "level" is how long the last one was: 1, 5 or
-- 30 minutes. A row stays for a while after its ban has ended, because the next one is then longer.
create table address_ban (
    address   text        not null primary key,
    level     integer     not null,
    banned_at timestamptz not null,
    until     timestamptz not null
);
create index address_ban_by_time on address_ban (banned_at);
