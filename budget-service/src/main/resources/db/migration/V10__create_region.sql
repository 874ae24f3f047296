-- Administrative divisions, GB/T 2260: a tree. Codes sort by bytes everywhere, whatever the server's locale.
create table region (
  region_code text collate "C" primary key check (region_code ~ '^[0-9]{6}$'),
  name        text not null,
  parent_code text collate "C" references region
);

insert into region (region_code, name, parent_code) values
  ('440000', '广东省', null),
  ('440100', '广州市', '440000'),
  ('440103', '荔湾区', '440100'),
  ('440104', '越秀区', '440100'),
  ('440105', '海珠区', '440100'),
  ('440106', '天河区', '440100'),
  ('440111', '白云区', '440100'),
  ('440112', '黄埔区', '440100'),
  ('440113', '番禺区', '440100'),
  ('440114', '花都区', '440100'),
  ('440115', '南沙区', '440100'),
  ('440117', '从化区', '440100'),
  ('440118', '增城区', '440100');
