-- One relay at a time holds a shard's row, so that the order of one aggregate is the order of its rows.
create table outbox_shard (
  shard smallint primary key
);
insert into outbox_shard select generate_series(0, 7);

-- A row is written in the transaction that changed the aggregate, under its row lock: ids of one aggregate
-- therefore follow its versions. Ids of different aggregates may commit in any order, so nothing reads by "id > last seen".
create table outbox (
  id           bigint generated always as identity primary key,
  shard        smallint    not null references outbox_shard,
  topic        text        not null,
  key          bytea,
  version      bigint,
  payload      bytea,
  headers      text[]      not null,
  created_at   timestamptz not null default now(),
  published_at timestamptz,
  -- A record without a value may have to become a dead letter; an aggregate is never erased from its topic.
  check (payload is not null or version is null)
);
create index outbox_unpublished on outbox (shard, id) where published_at is null;
create unique index outbox_one_version_once on outbox (topic, key, version) where version is not null;

-- The next offset of each partition moves in the transaction that applied the records before it.
create table inbox_offset (
  subscription text   not null,
  topic        text   not null,
  part         int    not null,
  next_offset  bigint not null,
  primary key (subscription, topic, part)
);

-- What could not be applied, as it came: the record of truth behind the dead letter topic.
create table rejected_event (
  id               bigint generated always as identity primary key,
  subscription     text        not null,
  topic            text        not null,
  part             int         not null,
  record_offset    bigint      not null,
  record_timestamp timestamptz not null,
  key              bytea,
  payload          bytea,
  sha256           text        not null,
  code             text        not null,
  reason           text        not null,
  rejected_at      timestamptz not null default now(),
  unique (subscription, topic, part, record_offset)
);
