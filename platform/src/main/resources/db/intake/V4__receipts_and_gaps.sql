-- Every receipt that was ever given, as it stands on the result topic: also for dry runs, conflicts of ids and what
-- nobody could read. Ids are UUIDv7, so that their order is the order in time.
create table receipt (
  receipt_id    uuid        primary key,
  sender        text        not null,
  source        text,
  event_id      text,
  project_code  text,
  topic         text        not null,
  part          int         not null,
  record_offset bigint      not null,
  sha256        text        not null,
  outcome       text        not null,
  code          text,
  dry_run       boolean     not null,
  version       bigint,
  -- null stands for the empty list, which most receipts have
  violations    jsonb,
  warnings      jsonb,
  recorded_at   timestamptz not null
);
create index receipt_of_event on receipt (source, event_id);
create index receipt_of_sender on receipt (sender, receipt_id);

-- What was answered before this table was there; the ids of those receipts stand on the topic alone.
insert into receipt (receipt_id, sender, source, event_id, topic, part, record_offset, sha256, outcome, code, dry_run,
                     version, recorded_at)
select uuidv7(received_at - now()), replace(source, 'urn:jixiao:sender:', ''), source, event_id, topic, part,
       record_offset, sha256, outcome, code, false, version, received_at
  from inbox_event;

-- What is left decides about duplicates and conflicts, and nothing else.
alter table inbox_event
  drop column topic, drop column part, drop column record_offset, drop column code, drop column received_at;

-- Revisions of a subject that were neither applied nor judged stale although a higher one was applied.
create table gap (
  gap_id       bigint      generated always as identity primary key,
  sender       text        not null,
  source       text        not null,
  subject      text        not null,
  project_code text        not null,
  epoch        bigint      not null,
  from_version bigint      not null,
  to_version   bigint      not null,
  noticed_at   timestamptz not null,
  state        text        not null default 'OPEN',
  closed_at    timestamptz,
  given_up_by  text,
  reason       text,
  constraint gap_is_a_range check (from_version between 1 and to_version),
  constraint gap_state_is_known check (state in ('OPEN', 'CLOSED', 'GIVEN_UP')),
  constraint gap_that_ended_says_when check ((state = 'OPEN') = (closed_at is null)),
  constraint gap_given_up_says_by_whom_and_why
    check ((state = 'GIVEN_UP') = (given_up_by is not null and reason is not null))
);
create index gap_open on gap (source, subject) where state = 'OPEN';
