-- An earlier release took any year, and of one before Christ the registry can be read no more.
delete from sender_region where valid_to < '1900-01-01';
update sender_region set valid_from = '1900-01-01' where valid_from < '1900-01-01';
