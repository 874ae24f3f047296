-- When the database wrote a version, by its own clock: recorded_at is of the clock of a replica, and those of two may differ.
-- What is there already counts as written now, so that digests look at all of it once more.
alter table goal_history add column written_at timestamptz not null default now();
drop index goal_history_recorded;
create index goal_history_written on goal_history using brin (written_at)
  with (pages_per_range = 32, autosummarize = on);

alter table assessment_history add column written_at timestamptz not null default now();
drop index assessment_history_recorded;
create index assessment_history_written on assessment_history using brin (written_at)
  with (pages_per_range = 32, autosummarize = on);
