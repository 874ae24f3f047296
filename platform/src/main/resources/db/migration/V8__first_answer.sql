-- The answer to a request that came with an Idempotency-Key, for when the same request comes again. Written in the
-- transaction of what it tells of: a request that was refused leaves none.
create table first_answer (
  caller      text        collate "C" not null,
  address     text        collate "C" not null,
  key         text        collate "C" not null,
  body_sha256 bytea       not null,
  status      int,
  location    text,
  etag        text,
  content     bytea,
  answered_at timestamptz not null,
  primary key (caller, address, key)
);
create index first_answer_by_age on first_answer (answered_at);
