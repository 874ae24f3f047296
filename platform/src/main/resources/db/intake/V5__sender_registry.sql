-- A sending system: who answers for it, and whether its time is over. Its regions are in sender_region.
create table sender (
  sender         text        primary key,
  name           text,
  contact        text,
  version        bigint      not null,
  registered_by  text        not null,
  registered_at  timestamptz not null,
  changed_by     text        not null,
  changed_at     timestamptz not null,
  retired_from   date,
  retired_reason text,
  retired_by     text,
  retired_at     timestamptz,
  check (num_nulls(retired_from, retired_reason, retired_by, retired_at) in (0, 4))
);

-- Every version of a sender with its regions, as it was from then on. Rows are only ever added.
create table sender_version (
  sender     text        not null references sender,
  version    bigint      not null,
  action     text        not null check (action in ('REGISTERED', 'CHANGED', 'RETIRED', 'REINSTATED')),
  changed_by text        not null,
  changed_at timestamptz not null,
  content    jsonb       not null,
  primary key (sender, version)
);

-- Senders of the time before: nobody wrote down who had registered them.
insert into sender (sender, version, registered_by, registered_at, changed_by, changed_at)
select distinct sender, 1, 'migration', now(), 'migration', now() from sender_region;
insert into sender_version (sender, version, action, changed_by, changed_at, content)
select sender, 1, 'REGISTERED', 'migration', now(),
       jsonb_build_object('regions', jsonb_agg(
         jsonb_build_object('regionCode', region_code, 'from', valid_from, 'to', valid_to) order by valid_from, region_code))
  from sender_region
 group by sender;
