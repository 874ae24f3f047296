-- Ids are made of the time: what was recorded in a time is found by them.
drop index receipt_of_time;
