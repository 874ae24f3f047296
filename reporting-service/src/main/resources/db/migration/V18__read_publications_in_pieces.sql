-- A publication is read piece by piece, whatever its size: kept uncompressed, a piece is found without reading those before it.
-- What was published before stays as it is and is read the same way.
alter table publication alter column content set storage external;
