-- The classification that the tables of Guangzhou's districts print for 2025; names as printed.
-- 14, 23 and 24 complete the tree: no table we have seen uses them.
INSERT INTO indicator_frame (jurisdiction, from_year, name) VALUES
    ('440100', 2025, '广州市项目支出绩效指标体系');

INSERT INTO indicator_frame_node (jurisdiction, from_year, code, parent_code, level, name) VALUES
    ('440100', 2025, '1', NULL, 1, '产出指标'),
    ('440100', 2025, '2', NULL, 1, '效益指标'),
    ('440100', 2025, '3', NULL, 1, '满意度指标'),
    ('440100', 2025, '11', '1', 2, '数量指标'),
    ('440100', 2025, '12', '1', 2, '质量指标'),
    ('440100', 2025, '13', '1', 2, '时效指标'),
    ('440100', 2025, '14', '1', 2, '成本指标'),
    ('440100', 2025, '21', '2', 2, '经济效益'),
    ('440100', 2025, '22', '2', 2, '社会效益'),
    ('440100', 2025, '23', '2', 2, '生态效益'),
    ('440100', 2025, '24', '2', 2, '可持续影响'),
    ('440100', 2025, '31', '3', 2, '服务对象满意度');
