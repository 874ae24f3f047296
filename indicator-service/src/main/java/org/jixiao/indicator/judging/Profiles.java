package org.jixiao.indicator.judging;

import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The profiles of the database. */
@ApplicationScoped
public class Profiles {

    private static final String NEAREST = """
            select jurisdiction, from_year, name, red_below, yellow_below, blue_from, met_or_not, partly_from, achieved_from,
                   over_fulfilled_from, execution_weight, execution_explain_below
              from assessment_profile join unnest(?::text[]) with ordinality as near(jurisdiction, distance) using (jurisdiction)
             where from_year <= ?
             order by distance, from_year desc limit 1
            """;
    private static final String SHARES = """
            select variant, category, weight, goes_to from assessment_profile_share
             where jurisdiction = ? and from_year = ? order by variant, category
            """;
    private static final String GRADES =
            "select grade, name, from_score from assessment_profile_grade where jurisdiction = ? and from_year = ?";

    /**
     * The profile of the nearest jurisdiction (440104, 440100, 440000, then the country) that has one by that year; of several
     * there, the latest.
     *
     * @param departmentCode begins with the region
     */
    public Optional<AssessmentProfile> inForce(Connection connection, String departmentCode, int fiscalYear)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(NEAREST)) {
            select.setArray(1, jurisdictions(connection, departmentCode));
            select.setInt(2, fiscalYear);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(profile(connection, row)) : Optional.empty();
            }
        }
    }

    private static Array jurisdictions(Connection connection, String departmentCode) throws SQLException {
        return connection.createArrayOf("text", new String[] {
            departmentCode.substring(0, 6),
            departmentCode.substring(0, 4) + "00",
            departmentCode.substring(0, 2) + "0000",
            "000000"
        });
    }

    private static AssessmentProfile profile(Connection connection, ResultSet row) throws SQLException {
        String jurisdiction = row.getString("jurisdiction");
        int fromYear = row.getInt("from_year");
        return new AssessmentProfile(
                row.getString("name"),
                new LampLimits(
                        row.getBigDecimal("red_below"),
                        row.getBigDecimal("yellow_below"),
                        row.getBigDecimal("blue_from"),
                        Set.copyOf(List.of((String[]) row.getArray("met_or_not").getArray()))),
                new ScoreRules(
                        row.getBigDecimal("partly_from"),
                        row.getBigDecimal("achieved_from"),
                        row.getBigDecimal("over_fulfilled_from"),
                        row.getBigDecimal("execution_weight"),
                        row.getBigDecimal("execution_explain_below")),
                shares(connection, jurisdiction, fromYear),
                grades(connection, jurisdiction, fromYear));
    }

    private static List<Share> shares(Connection connection, String jurisdiction, int fromYear) throws SQLException {
        List<Share> shares = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(SHARES)) {
            select.setString(1, jurisdiction);
            select.setInt(2, fromYear);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    shares.add(new Share(row.getString(1), row.getString(2), row.getBigDecimal(3), row.getString(4)));
                }
            }
        }
        return shares;
    }

    private static List<GradeLimit> grades(Connection connection, String jurisdiction, int fromYear)
            throws SQLException {
        List<GradeLimit> grades = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(GRADES)) {
            select.setString(1, jurisdiction);
            select.setInt(2, fromYear);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    BigDecimal from = row.getBigDecimal(3);
                    grades.add(new GradeLimit(Grade.valueOf(row.getString(1)), row.getString(2), from));
                }
            }
        }
        return grades;
    }
}
