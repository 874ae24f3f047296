-- What the owners' topics say, last version of each key. Nothing here is a source: all of it can be read again.
-- Every generation of the read model is made from this file, in a schema of its own; after a change of it the services make
-- a new one. Codes compare by byte.

create table department (
  code        text collate "C" primary key,
  name        text        not null,
  region_code text collate "C" not null,
  epoch       bigint      not null,
  version     bigint      not null,
  recorded_at timestamptz not null
);

create table spending_unit (
  department_code text collate "C" not null references department,
  code            text collate "C" not null,
  name            text not null,
  primary key (department_code, code)
);

-- Regions have no event of their own: each department tells those from its own region up to the province, and for which
-- fiscal years. Of one department the years of a row never overlap those of another row that begins elsewhere.
create table department_region (
  department_code text collate "C" not null references department,
  first_year      int         not null,
  last_year       int         not null,
  code            text collate "C" not null,
  name            text        not null,
  parent_code     text collate "C",
  -- the region that the department itself belongs to in these years
  is_own          boolean     not null,
  recorded_at     timestamptz not null,
  primary key (department_code, first_year, code)
);
create index department_region_latest on department_region (code, recorded_at desc, department_code desc);
create index department_region_own on department_region (code) where is_own;

-- The latest telling wins, whatever the order in which departments were read; of the last years that were told.
create view region as
select distinct on (code) code, name, parent_code
  from department_region
 order by code, last_year desc, recorded_at desc, department_code desc;

-- One project: its money half from budget.projects.v1, its goal half from indicator.goals.v1. Either may come first;
-- a half that has not come is null from its epoch on. Amounts in 元; blank is null, never zero.
create table project_line (
  project_code         text collate "C" primary key,

  fiscal_year          int,
  name                 text,
  document_number      text,
  funding              text,
  department_code      text collate "C",
  unit_code            text collate "C",
  total                numeric(18, 2),
  fiscal_appropriation numeric(18, 2),
  special_account      numeric(18, 2),
  other                numeric(18, 2),
  executed             numeric(18, 2),
  -- the amounts at the first issue; an owner of an earlier release does not say them
  issued_known         boolean,
  issued_total         numeric(18, 2),
  issued_fiscal_appropriation numeric(18, 2),
  issued_special_account numeric(18, 2),
  issued_other         numeric(18, 2),
  -- when the amounts were last changed after that; null while they are the same
  amounts_changed_at   timestamptz,
  state                text,
  money_epoch          bigint,
  money_version        bigint,
  money_recorded_at    timestamptz,

  statement            text,
  indicators_text      text,
  -- text: was read when it came, and is handed on as the owner wrote it
  indicators           text,
  indicator_count      int,
  -- how many of them by category and type: 1.11.3 2.22.1
  indicator_types      text,
  goal_flags           json,
  goal_department_code text collate "C",
  goal_fiscal_year     int,
  goal_state           text,
  goal_epoch           bigint,
  goal_version         bigint,
  goal_recorded_at     timestamptz,

  constraint project_line_money_whole check (
    num_nonnulls(fiscal_year, name, funding, department_code, unit_code, issued_known, state,
                 money_epoch, money_version, money_recorded_at) in (0, 10)),
  constraint project_line_goal_whole check (
    num_nonnulls(statement, indicators_text, indicators, indicator_count, indicator_types, goal_flags,
                 goal_department_code, goal_fiscal_year, goal_state, goal_epoch, goal_version, goal_recorded_at)
      in (0, 12)),
  constraint project_line_funding check (funding in ('OWN', 'TRANSFER')),
  constraint project_line_state check (state in ('ISSUED', 'WITHDRAWN')),
  constraint project_line_goal_state check (goal_state in ('ISSUED', 'WITHDRAWN'))
) with (fillfactor = 80);

-- The default way of compressing them costs a quarter of applying a goal: better room than time, where the server has no
-- faster way. PostgreSQL's own images have it.
do $$
begin
  if exists (select from pg_settings where name = 'default_toast_compression' and 'lz4' = any (enumvals)) then
    alter table project_line
      alter column statement set compression lz4,
      alter column indicators_text set compression lz4,
      alter column indicators set compression lz4;
  else
    alter table project_line
      alter column statement set storage external,
      alter column indicators_text set storage external,
      alter column indicators set storage external;
  end if;
end $$;

create index project_line_of_department on project_line (department_code, fiscal_year);
create index project_line_goal_waiting on project_line (goal_fiscal_year, goal_department_code)
 where money_epoch is null;
-- the few whose amounts are no longer those of the first issue
create index project_line_adjusted on project_line (fiscal_year, department_code)
 where state = 'ISSUED' and issued_known
   and (total is distinct from issued_total
        or fiscal_appropriation is distinct from issued_fiscal_appropriation
        or special_account is distinct from issued_special_account
        or other is distinct from issued_other);
-- the few that get money and have no goal
create index project_line_without_goal on project_line (fiscal_year, department_code)
 where state = 'ISSUED' and goal_state is distinct from 'ISSUED'
   and num_nonnulls(nullif(total, 0), nullif(fiscal_appropriation, 0), nullif(special_account, 0), nullif(other, 0)) > 0;

-- Sums over the lines that are ISSUED, kept by adding new - old in the statement that writes the lines. Each partition
-- of each topic adds to rows of its own, so that partitions never wait for each other; readers sum them. A single row
-- may therefore be negative. A sum over nothing but blanks is blank: that is what the counts are for. When nothing more
-- arrives they are folded into one row under no topic.
create table department_total (
  fiscal_year                int  not null,
  department_code            text collate "C" not null,
  funding                    text not null,
  topic                      text collate "C" not null,
  part                       int  not null,
  total                      numeric(28, 2) not null,
  total_count                bigint not null,
  fiscal_appropriation       numeric(28, 2) not null,
  fiscal_appropriation_count bigint not null,
  special_account            numeric(28, 2) not null,
  special_account_count      bigint not null,
  other                      numeric(28, 2) not null,
  other_count                bigint not null,
  executed                   numeric(28, 2) not null,
  executed_count             bigint not null,
  -- the totals of those projects that report executed: what their execution is measured by
  reported_total             numeric(28, 2) not null,
  issued_total               numeric(28, 2) not null,
  issued_total_count         bigint not null,
  issued_fiscal_appropriation numeric(28, 2) not null,
  issued_fiscal_appropriation_count bigint not null,
  issued_special_account     numeric(28, 2) not null,
  issued_special_account_count bigint not null,
  issued_other               numeric(28, 2) not null,
  issued_other_count         bigint not null,
  -- of how many projects the issued amounts are known
  issued_count               bigint not null,
  project_count              bigint not null,
  goal_count                 bigint not null,
  indicator_count            bigint not null,
  -- indicators by category and type, {"1.11": 3, "2.22": 1}: in the row itself, because a row for each would cost more
  -- than all the rest of a batch
  indicator_types            jsonb  not null,
  as_of                      timestamptz not null,
  -- of a row that others were folded into: by how much its version differs from what its own writing makes it, so that
  -- the versions of all rows of a department still come to the same. No batch touches it.
  carried                    numeric not null default 0,
  primary key (fiscal_year, department_code, funding, topic, part)
) with (fillfactor = 80);

-- What the lines of each portion come to, while a generation is filled in bulk; indicator_types as in project_line.
create table portion_total (like department_total);
alter table portion_total
  drop column topic, drop column part, drop column carried,
  alter column indicator_types type text;

-- Monitoring and self-evaluation of a project, of indicator.assessments.v1: of all rounds the last, and of its indicators
-- only how many have which lamp. The department and the year are those that the owner of the assessment names: it counts
-- where its project is ISSUED in the same department and year, which readers look up.
create table assessment (
  project_code    text collate "C" primary key,
  fiscal_year     int    not null,
  department_code text collate "C" not null,
  -- of the last round; null before the first
  month           int,
  -- null also when no indicator of that round has one
  lamp            text,
  -- how many of them by category, type and lamp: 1.11.RED.2 2.22.NONE.1
  indicator_lamps text   not null,
  -- what that round and the self-evaluation say, each of each indicator by the name and target that it had then: a JSON array
  indicators      text   not null,
  -- of the self-evaluation; null before it
  score           numeric(6, 2),
  grade           text,
  grade_name      text,
  epoch           bigint not null,
  version         bigint not null,
  recorded_at     timestamptz not null,
  constraint assessment_month check (month between 1 and 12 and (month is not null or lamp is null)),
  constraint assessment_lamp check (lamp in ('RED', 'YELLOW', 'GREEN', 'BLUE')),
  constraint assessment_grade check (grade in ('EXCELLENT', 'GOOD', 'FAIR', 'POOR')),
  constraint assessment_evaluation_whole check (num_nonnulls(score, grade, grade_name) in (0, 3))
) with (fillfactor = 80);
create index assessment_of_department on assessment (department_code, fiscal_year);

-- Sums over the assessments of a department and year, kept and read like department_total.
create table assessment_total (
  fiscal_year      int    not null,
  department_code  text collate "C" not null,
  topic            text collate "C" not null,
  part             int    not null,
  assessment_count bigint not null,
  red_count        bigint not null,
  yellow_count     bigint not null,
  green_count      bigint not null,
  blue_count       bigint not null,
  excellent_count  bigint not null,
  good_count       bigint not null,
  fair_count       bigint not null,
  poor_count       bigint not null,
  -- of those that have a grade
  score            numeric(28, 2) not null,
  -- indicators by category, type and lamp: {"1.11.RED": 2, "2.22.NONE": 1}
  indicator_lamps  jsonb  not null,
  as_of            timestamptz not null,
  carried          numeric not null default 0,
  primary key (fiscal_year, department_code, topic, part)
) with (fillfactor = 80);

-- What the rules found in a department's year, evaluated in the background.
create table finding (
  fiscal_year     int  not null,
  department_code text collate "C" not null,
  ordinal         int  not null,
  rule            text not null,
  -- null when it is about the table as a whole
  project_code    text collate "C",
  -- which of several figures that the rule compares
  measure         text,
  expected        text,
  actual          text,
  difference      text not null,
  message_zh      text not null,
  message_en      text not null,
  primary key (fiscal_year, department_code, ordinal)
);

-- In which state of the lines it was evaluated last: another stamp than the present one, and it is due again.
create table finding_evaluation (
  fiscal_year     int         not null,
  department_code text collate "C" not null,
  stamp           text        not null,
  as_of           timestamptz,
  evaluated_at    timestamptz not null,
  primary key (fiscal_year, department_code)
);
