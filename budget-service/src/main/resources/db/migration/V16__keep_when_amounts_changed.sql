-- When the amounts were last changed after the first issue; null while they are as first issued, and when there was none.
alter table project
  add column amounts_changed_at timestamptz,
  add constraint project_change_follows_an_issue check (amounts_changed_at is null or issued_version is not null);

alter table project_history
  add column amounts_changed_at timestamptz,
  add constraint project_change_follows_an_issue check (amounts_changed_at is null or issued_version is not null);

-- Of every version whose amounts are not those of the first issue: the version that last changed them up to there.
create temporary table adjusted on commit drop as
with step as (
  select project_code, version, issued_version,
         (fiscal_appropriation, special_account, other)
           is distinct from (issued_fiscal_appropriation, issued_special_account, issued_other) as differs,
         (fiscal_appropriation, special_account, other)
           is distinct from (lag(fiscal_appropriation) over versions, lag(special_account) over versions,
                             lag(other) over versions) as changes
    from project_history
  window versions as (partition by project_code order by version)
)
select * from (
  select project_code, version, issued_version, differs,
         max(version) filter (where changes) over (partition by project_code order by version) as changed_in
    from step) as versions
 where issued_version is not null and differs;

update project_history as kept
   set amounts_changed_at = change.recorded_at
  from adjusted
  join project_history as change on change.project_code = adjusted.project_code and change.version = adjusted.changed_in
 where kept.project_code = adjusted.project_code and kept.version = adjusted.version;

update project
   set amounts_changed_at = latest.amounts_changed_at
  from project_history as latest
 where latest.project_code = project.project_code and latest.version = project.version
   and latest.amounts_changed_at is not null;
