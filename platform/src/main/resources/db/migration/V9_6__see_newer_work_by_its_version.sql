-- Which version its owner had of what a letter is about when it came, 0 for none: what is higher was written later, whatever the clocks say.
alter table rejected_event add column owner_version bigint;
-- A replica of the release before does not say it: to a letter of that everything that somebody else wrote is newer, and is left alone.
alter table rejected_event alter column owner_version set default 0;
-- When somebody else wrote that for which a letter was left open.
alter table replay_item add column changed_at timestamptz;
