package org.jixiao.reporting.rollup;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/**
 * What the assessments of some projects come to. Those that are missing in it have no lamp, or no grade.
 *
 * @param score the sum over those that have a grade
 * @param asOf when the latest of them was recorded; null when there never was any
 */
record Assessed(
        long red,
        long yellow,
        long green,
        long blue,
        long excellent,
        long good,
        long fair,
        long poor,
        BigDecimal score,
        Instant asOf) {

    static final Assessed NOTHING = new Assessed(0, 0, 0, 0, 0, 0, 0, 0, BigDecimal.ZERO, null);

    /** Select list over rows of {@code assessment_total}. */
    static final String OF_TOTALS = """
            sum(red_count) as red, sum(yellow_count) as yellow, sum(green_count) as green, sum(blue_count) as blue,
            sum(excellent_count) as excellent, sum(good_count) as good, sum(fair_count) as fair, sum(poor_count) as poor,
            sum(score) as score, max(as_of) as as_of
            """;

    /** Select list over rows of {@code assessment}. */
    static final String OF_ROWS = """
            count(*) filter (where assessment.lamp = 'RED') as red,
            count(*) filter (where assessment.lamp = 'YELLOW') as yellow,
            count(*) filter (where assessment.lamp = 'GREEN') as green,
            count(*) filter (where assessment.lamp = 'BLUE') as blue,
            count(*) filter (where assessment.grade = 'EXCELLENT') as excellent,
            count(*) filter (where assessment.grade = 'GOOD') as good,
            count(*) filter (where assessment.grade = 'FAIR') as fair,
            count(*) filter (where assessment.grade = 'POOR') as poor,
            coalesce(sum(assessment.score), 0) as score, max(assessment.recorded_at) as as_of
            """;

    static Assessed read(ResultSet row) throws SQLException {
        return new Assessed(
                row.getLong("red"),
                row.getLong("yellow"),
                row.getLong("green"),
                row.getLong("blue"),
                row.getLong("excellent"),
                row.getLong("good"),
                row.getLong("fair"),
                row.getLong("poor"),
                row.getBigDecimal("score"),
                Totals.asOf(row));
    }

    Assessed plus(Assessed other) {
        return new Assessed(
                red + other.red,
                yellow + other.yellow,
                green + other.green,
                blue + other.blue,
                excellent + other.excellent,
                good + other.good,
                fair + other.fair,
                poor + other.poor,
                score.add(other.score),
                Totals.latest(asOf, other.asOf));
    }

    Assessed minus(Assessed other) {
        return new Assessed(
                red - other.red,
                yellow - other.yellow,
                green - other.green,
                blue - other.blue,
                excellent - other.excellent,
                good - other.good,
                fair - other.fair,
                poor - other.poor,
                score.subtract(other.score),
                asOf);
    }

    /** Of so many projects. */
    LampCounts lamps(long projects) {
        LampCounts lamps = new LampCounts(red, yellow, green, blue, 0);
        return lamps.plus(null, projects - lamps.lit());
    }

    /** Of so many projects. */
    GradeCounts grades(long projects) {
        return new GradeCounts(excellent, good, fair, poor, projects - excellent - good - fair - poor);
    }

    Scores scores() {
        return Scores.of(score, excellent + good + fair + poor);
    }
}
