-- Which version its owner had of what a letter is about when it came, 0 for none: what is higher was written later, whatever the clocks say.
alter table rejected_event add column owner_version bigint;
-- When somebody else wrote that for which a letter was left open.
alter table replay_item add column changed_at timestamptz;
