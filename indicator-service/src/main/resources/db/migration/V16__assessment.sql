-- By what projects are monitored and evaluated in a jurisdiction from a year on: limits, weights and labels are data, the nearest
-- jurisdiction and the latest year count, as for frames.
create table assessment_profile (
  jurisdiction            text not null constraint profile_jurisdiction_is_well_formed check (jurisdiction ~ '^[0-9]{6}$'),
  from_year               int  not null,
  name                    text not null,
  -- Shares of what was due: red below the first, yellow below the second, blue from the third on.
  red_below               numeric(5, 2) not null,
  yellow_below            numeric(5, 2) not null,
  blue_from               numeric(5, 2) not null,
  -- Names of types and categories, 指标 aside, that are met or not met and nothing between.
  met_or_not              text[] not null,
  -- Shares of the weight from which points are for a target in words that was partly met, and that was met.
  partly_from             numeric(5, 2) not null,
  achieved_from           numeric(5, 2) not null,
  -- The share of the target from which on an explanation is asked for.
  over_fulfilled_from     numeric(5, 2) not null,
  execution_weight        numeric(5, 2) not null,
  execution_explain_below numeric(5, 2) not null,
  primary key (jurisdiction, from_year),
  constraint profile_lamps_are_in_order check (0 < red_below and red_below <= yellow_below and yellow_below < blue_from),
  constraint profile_bands_are_in_order check (0 < partly_from and partly_from <= achieved_from and achieved_from <= 1),
  constraint profile_execution_is_a_part check (0 <= execution_weight and execution_weight < 100)
);

-- What the categories weigh in goals that state no weights. The variant with the fewest categories that has all of the goal's
-- counts. What a category weighs that the goal lacks goes to another one, or to all in proportion.
create table assessment_profile_share (
  jurisdiction text not null,
  from_year    int  not null,
  variant      text not null,
  category     text not null,
  weight       numeric(5, 2) not null constraint share_is_positive check (weight > 0),
  goes_to      text,
  primary key (jurisdiction, from_year, variant, category),
  foreign key (jurisdiction, from_year) references assessment_profile
);

create table assessment_profile_grade (
  jurisdiction text not null,
  from_year    int  not null,
  grade        text not null constraint grade_is_known check (grade in ('EXCELLENT', 'GOOD', 'FAIR', 'POOR')),
  name         text not null,
  from_score   numeric(5, 2) not null,
  primary key (jurisdiction, from_year, grade),
  unique (jurisdiction, from_year, from_score),
  foreign key (jurisdiction, from_year) references assessment_profile
);

-- 财预〔2020〕10号 and, with costs at level 1, 财预〔2021〕101号. There are no national limits for lamps: these are a practice that
-- several provinces share. Also for the years before, which have nothing else.
insert into assessment_profile values
  ('000000', 2000, '全国通行口径（财预〔2020〕10号）', 0.60, 0.80, 1.20, '{质量,时效,成本}', 0.60, 0.80, 1.30, 10, 0.90);
insert into assessment_profile_share values
  ('000000', 2000, 'STANDARD', '产出', 50, null),
  ('000000', 2000, 'STANDARD', '效益', 30, null),
  ('000000', 2000, 'STANDARD', '满意度', 10, '效益'),
  ('000000', 2000, 'WITH_COST', '成本', 20, null),
  ('000000', 2000, 'WITH_COST', '产出', 40, null),
  ('000000', 2000, 'WITH_COST', '效益', 20, null),
  ('000000', 2000, 'WITH_COST', '满意度', 10, '效益');
insert into assessment_profile_grade values
  ('000000', 2000, 'EXCELLENT', '优', 90),
  ('000000', 2000, 'GOOD', '良', 80),
  ('000000', 2000, 'FAIR', '中', 60),
  ('000000', 2000, 'POOR', '差', 0);

-- All monitoring rounds and the self-evaluation of a project as they were published last; beside it what digests add up: month
-- and lamp of the last round, score and grade. Written under the lock of the goal's row, which is never deleted.
create table assessment (
  project_code    text        primary key,
  fiscal_year     int         not null,
  department_code text        not null,
  version         bigint      not null constraint assessment_version_counts_from_one check (version > 0),
  month           int         constraint assessment_month_is_one check (month between 1 and 12),
  lamp            text        constraint assessment_lamp_is_known check (lamp in ('RED', 'YELLOW', 'GREEN', 'BLUE')),
  score           numeric(5, 2) constraint assessment_score_is_sensible check (score between 0 and 100),
  grade           text        constraint assessment_grade_is_known check (grade in ('EXCELLENT', 'GOOD', 'FAIR', 'POOR')),
  assessment      json        not null,
  recorded_at     timestamptz not null,
  constraint assessment_score_has_a_grade check ((score is null) = (grade is null))
);
create index assessment_of_department on assessment (department_code, fiscal_year);

-- Every version as it was published, by whom, and the id of the request that caused it.
create table assessment_history (
  project_code text        not null,
  version      bigint      not null,
  assessment   json        not null,
  recorded_at  timestamptz not null,
  recorded_by  text        not null,
  cause        text        not null,
  primary key (project_code, version)
);
create index assessment_history_recorded on assessment_history using brin (recorded_at)
  with (pages_per_range = 32, autosummarize = on);

-- The money of a project, which its self-evaluation needs. What was known before is read again from the topic: by a subscription
-- of another name, because a replica of the release before may still read under the old one while this runs.
alter table known_project
  add column total       numeric(18, 2),
  add column executed    numeric(18, 2),
  add column money_known boolean not null default false;
update rejected_event set subscription = 'known-project-money' where subscription = 'known-projects';
