-- What was disclosed: the only facts that this service owns. They refer to no table of a read model, which comes and goes.

create table publication (
  -- in the order in which they were published
  id              bigint      generated always as identity unique,
  number          text        collate "C" primary key,
  fiscal_year     int         not null,
  department_code text        collate "C" not null,
  department_name text,
  -- the how many-th of this department and year
  ordinal         int         not null check (ordinal > 0),
  state           text        not null default 'PUBLISHED',
  -- raised with each step; what a step is made for
  version         bigint      not null default 1,
  -- the table as canonical JSON (RFC 8785), byte for byte what is given out
  content         bytea       not null,
  sha256          text        not null,
  as_of           timestamptz not null,
  published_by    text        not null,
  published_at    timestamptz not null,
  certified_by    text,
  certified_at    timestamptz,
  superseded_by   text        collate "C" references publication,
  superseded_at   timestamptz,
  reverted_by     text,
  reverted_at     timestamptz,
  reversion_reason text,
  unique (fiscal_year, department_code, ordinal),
  constraint publication_number_is_readable
    check (number = fiscal_year || '-' || department_code || '-' || ordinal),
  constraint publication_hash_is_that_of_the_bytes check (sha256 = encode(sha256(content), 'hex')),
  constraint publication_state_is_known check (state in ('PUBLISHED', 'CERTIFIED', 'SUPERSEDED', 'REVERTED')),
  constraint publication_is_certified_by_another check (certified_by <> published_by),
  constraint publication_certified_says_who
    check (num_nonnulls(certified_by, certified_at) in (0, 2)
           and (state not in ('CERTIFIED', 'SUPERSEDED') or certified_by is not null)
           and (state <> 'PUBLISHED' or certified_by is null)),
  constraint publication_superseded_says_by_what
    check (num_nonnulls(superseded_by, superseded_at) = case state when 'SUPERSEDED' then 2 else 0 end),
  constraint publication_reverted_says_who_and_why
    check (num_nonnulls(reverted_by, reverted_at, reversion_reason) = case state when 'REVERTED' then 3 else 0 end)
);
create unique index publication_certified_once on publication (fiscal_year, department_code) where state = 'CERTIFIED';
create index publication_of_department on publication (department_code, id desc);

-- Who did what and when, one row for each step.
create table publication_step (
  number  text        collate "C" not null references publication,
  version bigint      not null,
  state   text        not null,
  person  text        not null,
  at      timestamptz not null,
  reason  text,
  primary key (number, version)
);

-- An error that was known when the table was certified, and why it was certified all the same.
create table publication_waiver (
  number       text collate "C" not null references publication,
  ordinal      int  not null,
  rule         text not null,
  project_code text collate "C",
  reason       text not null,
  primary key (number, ordinal)
);

-- What was published is neither changed nor removed, whoever asks the database to.
create function publication_is_kept() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and tg_table_name = 'publication' then
    if (new.id, new.number, new.fiscal_year, new.department_code, new.department_name, new.ordinal, new.content,
        new.sha256, new.as_of, new.published_by, new.published_at)
       is not distinct from
       (old.id, old.number, old.fiscal_year, old.department_code, old.department_name, old.ordinal, old.content,
        old.sha256, old.as_of, old.published_by, old.published_at)
       and new.version = old.version + 1
       and (old.certified_by is null
            or (new.certified_by, new.certified_at) is not distinct from (old.certified_by, old.certified_at))
       and (old.state, new.state) in (('PUBLISHED', 'CERTIFIED'), ('PUBLISHED', 'REVERTED'),
                                      ('CERTIFIED', 'SUPERSEDED'), ('CERTIFIED', 'REVERTED')) then
      return new;
    end if;
  end if;
  raise exception 'what was published is not changed: % of %', tg_op, tg_table_name using errcode = 'restrict_violation';
end $$;

create trigger publication_kept before update or delete on publication
  for each row execute function publication_is_kept();
create trigger publication_step_kept before update or delete on publication_step
  for each row execute function publication_is_kept();
create trigger publication_waiver_kept before update or delete on publication_waiver
  for each row execute function publication_is_kept();
create trigger publication_not_emptied before truncate on publication
  for each statement execute function publication_is_kept();
create trigger publication_step_not_emptied before truncate on publication_step
  for each statement execute function publication_is_kept();
create trigger publication_waiver_not_emptied before truncate on publication_waiver
  for each statement execute function publication_is_kept();
