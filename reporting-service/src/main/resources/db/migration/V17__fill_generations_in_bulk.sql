-- A generation beside the live one is first filled in bulk: partition by partition of the topics that make its lines, each in
-- one transaction with the offsets from which the ordinary batches go on. DUE is not divided up yet; null is over, or never was.
alter table generation
  add column bulk text,
  add constraint generation_bulk check (bulk in ('DUE', 'DIVIDED'));

create table generation_portion (
  number        int    not null references generation,
  part          int    not null,
  -- how many records whoever has it has read so far
  records       bigint not null default 0,
  -- who has it, and until when he need not be asked whether he is still there
  claimed_by    uuid,
  claimed_until timestamptz,
  filled_at     timestamptz,
  primary key (number, part)
);
