-- A letter of a replay of a code is left open when somebody else has changed what it is about since it came.
alter table replay_item
  drop constraint replay_item_outcome_is_known,
  add constraint replay_item_outcome_is_known
    check (outcome in ('ACCEPTED', 'DUPLICATE', 'STALE', 'APPLIED', 'REJECTED', 'SUPERSEDED'));
