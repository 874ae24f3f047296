-- Amounts are 元. A blank is null, and the total of nothing but blanks is a blank.
create table project (
  project_code         text collate "C" primary key,
  fiscal_year          int    not null,
  name                 text   not null,
  document_number      text,
  funding              text   not null,
  region_code          text collate "C" not null,
  department_code      text collate "C" not null,
  unit_code            text collate "C" not null references spending_unit,
  total                numeric(18, 2),
  fiscal_appropriation numeric(18, 2),
  special_account      numeric(18, 2),
  other                numeric(18, 2),
  executed             numeric(18, 2),
  state                text   not null,
  version              bigint not null,
  recorded_at          timestamptz not null,
  constraint project_code_is_well_formed check (project_code ~ '^[0-9]{8}[A-Z][0-9A-Z]{12}$'),
  constraint project_year_is_sensible check (fiscal_year between 2000 and 2100),
  constraint project_funding_is_known check (funding in ('OWN', 'TRANSFER')),
  constraint project_state_is_known check (state in ('ISSUED', 'WITHDRAWN')),
  constraint project_codes_agree check (left(department_code, 6) = region_code and left(unit_code, 9) = department_code),
  constraint project_version_counts_from_one check (version > 0),
  constraint project_amounts_are_not_negative
    check (total >= 0 and fiscal_appropriation >= 0 and special_account >= 0 and other >= 0 and executed >= 0),
  constraint project_total_is_the_sum check (total is not distinct from
    case when coalesce(fiscal_appropriation, special_account, other) is not null
         then coalesce(fiscal_appropriation, 0) + coalesce(special_account, 0) + coalesce(other, 0) end)
);
create index project_of_department on project (department_code, fiscal_year, project_code);

-- Every version that there ever was: the full state, who recorded it, and the event or request that caused it.
create table project_history (
  like project including constraints,
  recorded_by text not null,
  cause       text not null,
  primary key (project_code, version)
);
