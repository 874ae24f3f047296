-- Where a version was, beside the version itself: whoever looks through many would read all of each to find that out.
-- Blank in what was kept before, or by a replica of the release before.
alter table goal_history
  add column fiscal_year int,
  add column department_code text;
alter table assessment_history
  add column fiscal_year int,
  add column department_code text;
