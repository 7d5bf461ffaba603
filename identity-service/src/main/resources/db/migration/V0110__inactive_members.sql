-- A member who is deactivated keeps their role for the day they are activated again; until then no credential of theirs
-- works in this organization. Their other organizations are not concerned.
alter table membership add column deactivated_at timestamptz;
