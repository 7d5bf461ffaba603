-- Whoever is restricted to departments sees the timesheets of their members. Without one a member is everybody's, as
-- those are whose department has not been heard yet.
alter table roster_member add column department text;
create index roster_member_by_user on roster_member (organization_id, user_id) where not deleted;
