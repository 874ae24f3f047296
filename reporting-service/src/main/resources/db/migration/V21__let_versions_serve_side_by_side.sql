-- Readers of each version of the service see a generation with the tables of that version: one of each shape is live.
-- live_generation stays for the versions before this one, which know of no other.
alter table generation
  add column live boolean not null default false,
  -- why it was dropped although it was live for another version
  add column drop_reason text,
  add constraint generation_live_is_there check (not live or dropped_at is null);
create unique index generation_live on generation (shape) where live;
update generation set live = true where number = (select number from live_generation);
