-- What was approved with the budget: the amounts of the first version that was ISSUED. They stay when the project is
-- adjusted or withdrawn later. All are null as long as it was never issued.
alter table project
  add column issued_version              bigint,
  add column issued_fiscal_appropriation numeric(18, 2),
  add column issued_special_account      numeric(18, 2),
  add column issued_other                numeric(18, 2),
  add constraint project_issue_is_whole check (
    issued_version between 1 and version
    or num_nonnulls(issued_version, issued_fiscal_appropriation, issued_special_account, issued_other) = 0);

alter table project_history
  add column issued_version              bigint,
  add column issued_fiscal_appropriation numeric(18, 2),
  add column issued_special_account      numeric(18, 2),
  add column issued_other                numeric(18, 2),
  add constraint project_issue_is_whole check (
    issued_version between 1 and version
    or num_nonnulls(issued_version, issued_fiscal_appropriation, issued_special_account, issued_other) = 0);

create temporary table first_issue on commit drop as
select distinct on (project_code) project_code, version, fiscal_appropriation, special_account, other
  from project_history
 where state = 'ISSUED'
 order by project_code, version;

update project
   set issued_version = first_issue.version, issued_fiscal_appropriation = first_issue.fiscal_appropriation,
       issued_special_account = first_issue.special_account, issued_other = first_issue.other
  from first_issue
 where first_issue.project_code = project.project_code;

update project_history as later
   set issued_version = first_issue.version, issued_fiscal_appropriation = first_issue.fiscal_appropriation,
       issued_special_account = first_issue.special_account, issued_other = first_issue.other
  from first_issue
 where first_issue.project_code = later.project_code and later.version >= first_issue.version;
