-- The classification of indicators in force for a jurisdiction from a year on. Trees differ by place and year: data, never an enumeration.
create table indicator_frame (
  jurisdiction text not null constraint frame_jurisdiction_is_well_formed check (jurisdiction ~ '^[0-9]{6}$'),
  from_year    int  not null,
  name         text not null,
  primary key (jurisdiction, from_year)
);

-- A node stands one level below its parent: whatever is in these tables can be read as a frame.
create table indicator_frame_node (
  jurisdiction text not null,
  from_year    int  not null,
  code         text not null,
  parent_code  text,
  level        int  not null constraint frame_level_counts_from_one check (level > 0),
  name         text not null,
  parent_level int  generated always as (level - 1) stored,
  primary key (jurisdiction, from_year, code),
  unique (jurisdiction, from_year, code, level),
  foreign key (jurisdiction, from_year) references indicator_frame,
  constraint frame_parent_is_one_level_above foreign key (jurisdiction, from_year, parent_code, parent_level)
    references indicator_frame_node (jurisdiction, from_year, code, level),
  constraint frame_parent_is_there check ((level = 1) = (parent_code is null))
);

-- Moves with every change of a frame, however it is made, so that what services remember of frames is known to be old.
create table indicator_frame_revision (
  revision bigint not null
);
insert into indicator_frame_revision values (1);

create function next_indicator_frame_revision() returns trigger language plpgsql as $$
begin
  update indicator_frame_revision set revision = revision + 1;
  return null;
end $$;

create trigger indicator_frame_changed after insert or update or delete on indicator_frame
  for each statement execute function next_indicator_frame_revision();
create trigger indicator_frame_node_changed after insert or update or delete on indicator_frame_node
  for each statement execute function next_indicator_frame_revision();
