-- The version counts changes of the department and of its units: it is the version of the published event.
create table department (
  department_code text collate "C" primary key check (department_code ~ '^[0-9]{9}$'),
  region_code     text collate "C" not null references region,
  name            text   not null,
  version         bigint not null check (version > 0),
  constraint department_lies_in_its_region check (left(department_code, 6) = region_code)
);

create table spending_unit (
  unit_code       text collate "C" primary key check (unit_code ~ '^[0-9]{12}$'),
  department_code text collate "C" not null references department,
  name            text   not null,
  version         bigint not null check (version > 0),
  constraint spending_unit_lies_in_its_department check (left(unit_code, 9) = department_code)
);

-- What was published at each version of a department, and who caused it.
create table department_history (
  department_code text collate "C" not null,
  version         bigint      not null,
  state           jsonb       not null,
  recorded_at     timestamptz not null,
  recorded_by     text        not null,
  cause           text        not null,
  primary key (department_code, version)
);
