-- What each project must achieve: the prose, and the cell in which a table prints the indicators.
create table goal (
  project_code    text        primary key,
  fiscal_year     int         not null,
  department_code text        not null,
  statement       text        not null,
  state           text        not null check (state in ('ISSUED', 'WITHDRAWN')),
  version         bigint      not null check (version > 0),
  indicators_text text        not null,
  recorded_at     timestamptz not null
);
create index goal_of_department on goal (department_code text_pattern_ops, fiscal_year, project_code);

-- Targets as printed (raw) beside what they were read as; names of category and type as the frame in force had them.
create table indicator (
  project_code  text    not null references goal,
  sequence      int     not null check (sequence > 0),
  indicator_id  text    not null unique,
  category_code text    not null,
  category_name text    not null,
  type_code     text    not null,
  type_name     text    not null,
  name          text    not null,
  period_target jsonb   not null,
  annual_target jsonb   not null,
  weight        numeric(5, 2) check (weight > 0 and weight <= 100),
  accumulation  text    not null,
  flags         text[]  not null,
  primary key (project_code, sequence)
);

-- Every version as it was published, by whom, and the id of the event or request that caused it.
create table goal_history (
  project_code text        not null,
  version      bigint      not null,
  goal         jsonb       not null,
  recorded_at  timestamptz not null,
  recorded_by  text        not null,
  cause        text        not null,
  primary key (project_code, version)
);
