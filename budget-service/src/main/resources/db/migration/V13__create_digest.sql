-- The last digest of every part that was published, and up to when changes have been looked at.
create table digest (
  topic   text   not null,
  part    text   collate "C" not null,
  version bigint not null,
  data    jsonb  not null,
  primary key (topic, part)
);
create table digest_mark (
  topic      text        primary key,
  seen_until timestamptz not null
);

-- What was recorded lately is at the end of a table that only grows: a few pages tell where.
create index project_history_recorded on project_history using brin (recorded_at)
  with (pages_per_range = 32, autosummarize = on);
