package org.jixiao.reporting.rollup;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jixiao.reporting.rollup.AreaYear.Kind;

/** What categories and types of indicators are called: as the first goal that has one of them names it. */
final class Kinds {

    private static final String NAMES = """
            select kind.code, indicator -> ?::text ->> 'name' as name
              from unnest(?::text[], ?::text[]) as kind(code, department_code)
             cross join lateral (
                     select indicators from project_line
                      where department_code = kind.department_code and fiscal_year = ?
                        and state = 'ISSUED' and goal_state = 'ISSUED'
                        and exists (select from string_to_table(indicator_types, ' ') as entry
                                     where split_part(entry, '.', ?) = kind.code)
                      order by project_code limit 1) as line
             cross join lateral (
                     select indicator from json_array_elements(line.indicators::json) with ordinality as each(indicator, place)
                      where indicator -> ?::text ->> 'code' = kind.code order by place limit 1) as first
            """;

    private final String member;
    private final int part;

    private Kinds(String member, int part) {
        this.member = member;
        this.part = part;
    }

    static Kinds categories() {
        return new Kinds("category", 1);
    }

    static Kinds types() {
        return new Kinds("type", 2);
    }

    /** By code; a code without a name is left out. */
    Map<String, String> names(Connection connection, int year, List<Kind> kinds) throws SQLException {
        Map<String, String> names = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(NAMES)) {
            select.setString(1, member);
            select.setArray(
                    2,
                    connection.createArrayOf(
                            "text", kinds.stream().map(Kind::code).toArray(String[]::new)));
            select.setArray(
                    3,
                    connection.createArrayOf(
                            "text", kinds.stream().map(Kind::departmentCode).toArray(String[]::new)));
            select.setInt(4, year);
            select.setInt(5, part);
            select.setString(6, member);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    names.put(row.getString("code"), row.getString("name"));
                }
            }
        }
        return names;
    }
}
