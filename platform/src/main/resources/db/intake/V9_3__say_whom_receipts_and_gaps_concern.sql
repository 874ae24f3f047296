-- The code by which the sender's authority was judged, a region or what starts with one: it says whom a receipt or a gap
-- concerns where the project's code is one of a level above. Null where it could not be read, and for what was there before.
alter table receipt add column scope_code text;
alter table gap add column scope_code text;
