-- After a restore from a backup versions are published again that were published before, under a higher epoch.
alter table outbox add column epoch bigint not null default 1;
drop index outbox_one_version_once;
create unique index outbox_one_version_once on outbox (topic, key, epoch, version) where version is not null;

-- How far what a database holds has been published once more under its epoch: behind which key; null when all of it has.
create table restatement (
  source   text   primary key,
  epoch    bigint not null,
  behind   text,
  restated bigint not null
);
