-- Which of several figures that the rule compares; a waiver that has none is of a rule that compares but one, or was given
-- before findings told them apart.
alter table publication_waiver add column measure text;
