-- Where a department lay in the course of time: [{"regionCode": "440104", "from": null, "to": "2025-12-31"}, …], one after the
-- other. Null when it has always been in the region that its code begins with.
alter table department
  add column memberships text check (memberships is json array);

-- What a region lay in, for regions whose parent has changed; the others lie in region.parent_code, and always have. A change
-- of the divisions comes as a migration that adds all rows of that region. A date is null where there is no end.
create table region_parent (
  region_code text collate "C" not null references region,
  parent_code text collate "C" references region,
  valid_from  date,
  valid_to    date,
  constraint region_parent_begins_once unique nulls not distinct (region_code, valid_from),
  constraint region_parent_ends_after_it_begins check (valid_from <= valid_to)
);
