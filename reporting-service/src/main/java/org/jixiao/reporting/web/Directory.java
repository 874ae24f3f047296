package org.jixiao.reporting.web;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jixiao.reporting.rollup.Area;

/** Which tables there are. */
@ApplicationScoped
class Directory {

    /** More than this in one region cannot be chosen from a list. */
    static final int MOST = 500;

    private static final String YEARS = """
            select year from generate_series(2100, 2000, -1) as year
             where exists (select from department_total where fiscal_year = year and project_count > 0)
            """;
    private static final String FIRST = """
            select department_code from department_total where fiscal_year = ?
             group by department_code having sum(project_count) > 0 order by department_code limit 1
            """;
    private static final String REGIONS = "select code, name, parent_code as parent from region order by code";
    private static final String DEPARTMENTS = """
            select present.code, coalesce(department.name, present.code) as name, null as parent
              from (select department_code as code from department_total
                     where fiscal_year = ? and department_code >= ? and department_code < ?
                     group by department_code having sum(project_count) > 0
                     order by department_code limit ?) as present
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

    /** Every region that is known by name, provinces before their cities, cities before their districts. */
    List<Place> regions(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(REGIONS)) {
            return places(select);
        }
    }

    /** The departments of a region and below that have a table in that year, at most {@link #MOST}. */
    List<Place> departments(Connection connection, int year, Area.Region region) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(DEPARTMENTS)) {
            select.setInt(1, year);
            region.bindRange(select, 2);
            select.setInt(4, MOST);
            return places(select);
        }
    }

    private static List<Place> places(PreparedStatement select) throws SQLException {
        try (ResultSet row = select.executeQuery()) {
            List<Place> places = new ArrayList<>();
            while (row.next()) {
                places.add(new Place(row.getString("code"), row.getString("name"), row.getString("parent")));
            }
            return places;
        }
    }
}
