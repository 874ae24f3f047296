-- As for projects: when the database wrote a version, by its own clock. What is there already counts as written now.
alter table department_history add column written_at timestamptz not null default now();
