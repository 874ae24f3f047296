package org.jixiao.reporting.web;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jixiao.reporting.rollup.RegionTree;

/** Which tables there are. */
@ApplicationScoped
class Directory {

    /** More than this in one region cannot be chosen from a list. */
    static final int MOST = 500;

    private static final String TOP = "";

    private static final String YEARS = """
            select year from generate_series(2100, 2000, -1) as year
             where exists (select from department_total where fiscal_year = year
                            group by department_code having sum(project_count) > 0)
            """;
    private static final String FIRST = """
            select department_code from department_total where fiscal_year = ?
             group by department_code having sum(project_count) > 0 order by department_code limit 1
            """;
    private static final String DEPARTMENTS = """
            select present.code, coalesce(department.name, present.code) as name
              from (select department_code as code from department_total
                     where fiscal_year = ? and department_code = any (?)
                       and (department_code > ? or department_code = ?)
                     group by department_code having sum(project_count) > 0
                     order by department_code is distinct from ?, department_code limit ?) as present
              left join department on department.code = present.code
             order by present.code
            """;

    /** The years that have a table, latest first. */
    List<Integer> years(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(YEARS);
                ResultSet row = select.executeQuery()) {
            List<Integer> years = new ArrayList<>();
            while (row.next()) {
                years.add(row.getInt(1));
            }
            return years;
        }
    }

    /** The department whose table is the first of a year; null when there is none. */
    String first(Connection connection, int year) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(FIRST)) {
            select.setInt(1, year);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getString(1) : null;
            }
        }
    }

    /** Every region of a tree, each before those that lie in it. */
    static List<Place> regions(RegionTree tree) {
        Map<String, List<RegionTree.Region>> children = new HashMap<>();
        for (RegionTree.Region region : tree.regions()) {
            String parent = tree.region(region.parentCode()) == null ? TOP : region.parentCode();
            children.computeIfAbsent(parent, code -> new ArrayList<>()).add(region);
        }
        List<Place> places = new ArrayList<>();
        add(places, children, TOP, 0);
        return places;
    }

    /**
     * Those of these departments that have a table in that year, at most {@link #MOST}: the one that is shown, and the first, or the
     * first behind the rows that were passed over.
     */
    List<Place> departments(Connection connection, Here here, List<String> codes) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(DEPARTMENTS)) {
            select.setInt(1, here.year());
            select.setArray(2, connection.createArrayOf("text", codes.toArray(String[]::new)));
            select.setString(3, here.after());
            select.setString(4, here.department());
            select.setString(5, here.department());
            select.setInt(6, MOST);
            try (ResultSet row = select.executeQuery()) {
                List<Place> places = new ArrayList<>();
                while (row.next()) {
                    places.add(new Place(row.getString("code"), row.getString("name"), null, 0));
                }
                return places;
            }
        }
    }

    /** Regions that are told to lie in each other have no top, and are not reached. */
    private static void add(
            List<Place> places, Map<String, List<RegionTree.Region>> children, String parent, int depth) {
        for (RegionTree.Region each : children.getOrDefault(parent, List.of())) {
            String name = each.name() == null ? each.code() : each.name();
            places.add(new Place(each.code(), name, each.parentCode(), depth));
            add(places, children, each.code(), depth + 1);
        }
    }
}
