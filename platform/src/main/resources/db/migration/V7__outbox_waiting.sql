-- What waits to be published is a narrow row that goes when the brokers have acknowledged; the message beside it is
-- written once and read once. The relay's look at what waits costs as little after a million messages as after none, also
-- while something holds an old snapshot and the entries of rows that are gone cannot be cleared.
-- No foreign key: appending would share-lock the shards that the relay locks for itself, and each would wait for the other.
create table outbox_waiting (
  shard smallint not null check (shard between 0 and 7),
  id    bigint   not null,
  topic text     not null,
  primary key (shard, id)
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);
insert into outbox_waiting select shard, id, topic from outbox where published_at is null;

drop index outbox_unpublished;
alter table outbox drop column shard, drop column published_at;

-- Compressing what is read once costs a fifth of writing it, unless the server has the fast way.
do $$
begin
  if exists (select from pg_settings where name = 'default_toast_compression' and 'lz4' = any (enumvals)) then
    alter table outbox alter column payload set compression lz4;
  else
    alter table outbox alter column payload set storage external;
  end if;
end $$;
