-- What each project must achieve: the prose, and the cell in which a table prints the indicators.
create table goal (
  project_code    text        primary key
                              constraint goal_code_is_well_formed check (project_code ~ '^[0-9]{8}[A-Z][0-9A-Z]{12}$'),
  fiscal_year     int         not null constraint goal_year_is_sensible check (fiscal_year between 2000 and 2100),
  department_code text        not null constraint goal_department_is_well_formed check (department_code ~ '^[0-9]{9}$'),
  statement       text        not null,
  state           text        not null constraint goal_state_is_known check (state in ('ISSUED', 'WITHDRAWN')),
  version         bigint      not null constraint goal_version_counts_from_one check (version > 0),
  indicators_text text        not null,
  recorded_at     timestamptz not null
);
create index goal_of_department on goal (department_code text_pattern_ops, fiscal_year, project_code);

-- Targets as printed (raw) beside what they were read as; names of category and type as the frame in force had them.
create table indicator (
  project_code  text    not null references goal,
  sequence      int     not null constraint indicator_sequence_counts_from_one check (sequence > 0),
  indicator_id  text    not null unique,
  category_code text    not null,
  category_name text    not null,
  type_code     text    not null,
  type_name     text    not null,
  name          text    not null,
  period_target jsonb   not null,
  annual_target jsonb   not null,
  weight        numeric(5, 2) constraint indicator_weight_is_sensible check (weight > 0 and weight <= 100),
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
