-- A letter is open until its record has been applied after all.
alter table rejected_event
  add column attempts     int         not null default 1,
  add column attempted_at timestamptz not null default now(),
  add column state        text        not null default 'OPEN',
  add column resolved_at  timestamptz,
  add column traceparent  text,
  add column receipt_id   uuid,
  add column sender text generated always as (substring(topic from '^[^.]+\.in\.([a-z0-9-]{1,60})\.v1$')) stored,
  add constraint rejected_event_state_is_known check (state in ('OPEN', 'RESOLVED')),
  add constraint rejected_event_resolved_says_when check ((state = 'RESOLVED') = (resolved_at is not null));
update rejected_event set attempted_at = rejected_at;

-- A topic that was made anew counts its offsets from 0 again: other bytes at the same place are another letter.
alter table rejected_event drop constraint rejected_event_subscription_topic_part_record_offset_key;
alter table rejected_event add constraint rejected_event_once unique (subscription, topic, part, record_offset, sha256);
create index rejected_event_open on rejected_event (code, id) where state = 'OPEN';

-- Somebody asks for a replay, somebody else approves it.
create table replay (
  replay_id    uuid        primary key,
  letter_id    bigint      references rejected_event,
  code         text,
  sender       text,
  state        text        not null,
  total        int         not null,
  requested_by text        not null,
  requested_at timestamptz not null,
  approved_by  text,
  approved_at  timestamptz,
  ended_at     timestamptz,
  constraint replay_state_is_known check (state in ('REQUESTED', 'RUNNING', 'DONE', 'WITHDRAWN')),
  constraint replay_is_of_one_letter_or_of_a_code check ((letter_id is null) <> (code is null)),
  constraint replay_needs_two_people check (approved_by <> requested_by),
  constraint replay_that_runs_was_approved check ((state in ('RUNNING', 'DONE')) = (approved_by is not null))
);
create index replay_running on replay (approved_at) where state = 'RUNNING';

-- What the replay is of, settled when it was asked for; an outcome is written in the transaction that it tells of.
create table replay_item (
  replay_id uuid   not null references replay,
  letter_id bigint not null references rejected_event,
  outcome   text,
  code      text,
  done_at   timestamptz,
  primary key (replay_id, letter_id),
  constraint replay_item_outcome_is_known
    check (outcome in ('ACCEPTED', 'DUPLICATE', 'STALE', 'APPLIED', 'REJECTED')),
  constraint replay_item_done_says_when check ((outcome is null) = (done_at is null))
);
create index replay_item_pending on replay_item (replay_id, letter_id) where outcome is null;

-- The highest epoch that events were published under: a service does not start under a lower one.
create table source_epoch (
  only_row boolean primary key check (only_row),
  epoch    bigint  not null check (epoch > 0)
);
