create index reconciliation_difference_of_department on reconciliation_difference (fiscal_year, department_code);

-- Departments of which an owner has told something that is not in the figures yet. None, as a rule.
create table stale_department (
  owner           text   not null,
  department_code text   collate "C" not null,
  fiscal_year     int    not null,
  -- when the owner stated the first digest that had it, and how many versions it counted then
  since           timestamptz not null,
  versions        numeric     not null,
  noticed_at      timestamptz not null,
  -- whether that has lasted: what is only on its way is not told
  told            boolean     not null default false,
  primary key (owner, department_code, fiscal_year)
);
create index stale_department_of_year on stale_department (fiscal_year, department_code) where told;

-- When a digest came: what came lately is looked at more often than all the rest.
alter table owner_digest add column received_at timestamptz not null default now();
create index owner_digest_received on owner_digest (received_at);
