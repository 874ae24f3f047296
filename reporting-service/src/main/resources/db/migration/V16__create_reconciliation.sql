-- What the owners last said that a department's figures of a year come to. Not read model: it is what that is held against.
create table owner_digest (
  owner           text   not null,
  department_code text   collate "C" not null,
  fiscal_year     int    not null,
  epoch           bigint not null,
  version         bigint not null,
  stated_at       timestamptz not null,
  data            jsonb  not null,
  primary key (owner, department_code, fiscal_year)
);

-- The last round of each kind, and where it found a difference since when.
create table reconciliation (
  kind       text        primary key,
  checked_at timestamptz not null,
  compared   bigint      not null,
  waiting    bigint      not null,
  difference bigint      not null
);
create table reconciliation_difference (
  kind            text not null references reconciliation,
  department_code text collate "C" not null,
  fiscal_year     int  not null,
  since           timestamptz not null,
  expected        json,
  actual          json,
  primary key (kind, department_code, fiscal_year)
);
