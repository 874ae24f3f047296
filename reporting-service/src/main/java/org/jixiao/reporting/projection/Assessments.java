package org.jixiao.reporting.projection;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jixiao.reporting.assessment.Grade;
import org.jixiao.reporting.assessment.MonitoringLamp;

/**
 * The assessments of projects, and what they come to by the department and year that they name. They have tables of their own,
 * so that money and goals are written as if there were none: whether the project of an assessment counts is asked by readers.
 */
@ApplicationScoped
public class Assessments {

    private static final List<String> OF_ASSESSMENT =
            List.of("fiscal_year", "department_code", "lamp", "indicator_lamps", "score", "grade");

    /** Column by column of the totals, what is added of each assessment. */
    private static final List<String> COUNTS = Stream.concat(
                    Stream.of("sum(sign) as assessment_count"),
                    Stream.concat(
                            Stream.of(MonitoringLamp.values()).map(lamp -> counted("lamp", lamp)),
                            Stream.of(Grade.values()).map(grade -> counted("grade", grade))))
            .toList();

    /** Every column that is added up. */
    static final List<String> SUMS = Stream.concat(
                    COUNTS.stream().map(count -> count.substring(count.lastIndexOf(' ') + 1)), Stream.of("score"))
            .toList();

    private static final String APPLY = """
            with line as (
              insert into assessment as kept
                (project_code, fiscal_year, department_code, month, lamp, indicator_lamps, indicators, score, grade, grade_name,
                 epoch, version, recorded_at)
              select * from unnest(?::text[], ?::int[], ?::text[], ?::int[], ?::text[], ?::text[], ?::text[], ?::numeric[],
                                   ?::text[], ?::text[], ?::bigint[], ?::bigint[], ?::timestamptz[]) as change(project_code)
               order by project_code collate "C"
              on conflict (project_code) do update set
                fiscal_year = excluded.fiscal_year, department_code = excluded.department_code, month = excluded.month,
                lamp = excluded.lamp, indicator_lamps = excluded.indicator_lamps, indicators = excluded.indicators,
                score = excluded.score, grade = excluded.grade, grade_name = excluded.grade_name,
                epoch = excluded.epoch, version = excluded.version, recorded_at = excluded.recorded_at
              where (kept.epoch, kept.version) < (excluded.epoch, excluded.version)
              returning %1$s, old.project_code is not null as was_there, new.recorded_at
            ), part as (
              select -1 as sign, %2$s, recorded_at from line where was_there
              union all
              select 1, %3$s, recorded_at from line
            ), alike as (
              select fiscal_year, department_code, indicator_lamps, sum(sign) as assessments
                from part where indicator_lamps <> ''
               group by 1, 2, 3 having sum(sign) <> 0
            ), kind as (
              select fiscal_year, department_code, substring(entry from '^(.*)[.]') as name,
                     sum(assessments * substring(entry from '[0-9]+$')::int) as size
                from alike cross join string_to_table(indicator_lamps, ' ') as entry
               group by 1, 2, 3
            ), kinds as (
              select fiscal_year, department_code, jsonb_object_agg(name, size) as indicator_lamps
                from kind group by 1, 2
            ), sums as (
              select fiscal_year, department_code, %4$s, coalesce(sum(sign * score), 0) as score, max(recorded_at) as as_of
                from part
               group by fiscal_year, department_code
            )
            insert into assessment_total as kept
              (fiscal_year, department_code, topic, part, %5$s, indicator_lamps, as_of)
            select fiscal_year, department_code, ?, ?, %5$s, coalesce(kinds.indicator_lamps, '{}'), as_of
              from sums left join kinds using (fiscal_year, department_code)
             order by fiscal_year, department_code
            on conflict (fiscal_year, department_code, topic, part) do update set
              %6$s,
              indicator_lamps = (
                select coalesce(jsonb_object_agg(key, size), '{}')
                  from (select key, sum(value::bigint) as size
                          from (select * from jsonb_each_text(kept.indicator_lamps)
                                union all
                                select * from jsonb_each_text(excluded.indicator_lamps)) as both_sides
                         group by key having sum(value::bigint) <> 0) as merged),
              as_of = greatest(kept.as_of, excluded.as_of)
            """.formatted(
                    TotalsDelta.columns("old.%1$s as old_%1$s, new.%1$s", OF_ASSESSMENT),
                    TotalsDelta.columns("old_%1$s as %1$s", OF_ASSESSMENT),
                    TotalsDelta.columns("%1$s", OF_ASSESSMENT),
                    String.join(", ", COUNTS),
                    TotalsDelta.columns("%1$s", SUMS),
                    TotalsDelta.columns("%1$s = kept.%1$s + excluded.%1$s", SUMS));

    /** Applies what is newer than what is there, assessments and totals in one statement; the rest has no effect. */
    public void apply(Connection connection, TopicPart from, List<AssessmentChange> changes) throws SQLException {
        try (PreparedStatement apply = connection.prepareStatement(APPLY)) {
            int next = Columns.bind(connection, apply, Latest.of(changes), 1)
                    .text(AssessmentChange::key)
                    .integer(AssessmentChange::fiscalYear)
                    .text(AssessmentChange::departmentCode)
                    .other("int4", AssessmentChange::month)
                    .text(name(AssessmentChange::lamp))
                    .text(AssessmentChange::indicatorLamps)
                    .text(AssessmentChange::indicators)
                    .other("numeric", AssessmentChange::score)
                    .text(name(AssessmentChange::grade))
                    .text(AssessmentChange::gradeName)
                    .bigint(change -> change.revision().epoch())
                    .bigint(change -> change.revision().version())
                    .other("timestamptz", AssessmentChange::recordedAt)
                    .next();
            from.bind(apply, next);
            apply.executeUpdate();
        }
    }

    private static String counted(String column, Enum<?> value) {
        return "coalesce(sum(sign) filter (where %s = '%s'), 0) as %s_count"
                .formatted(column, value.name(), value.name().toLowerCase(Locale.ROOT));
    }

    private static Function<AssessmentChange, String> name(Function<AssessmentChange, ? extends Enum<?>> value) {
        return value.andThen(constant -> constant == null ? null : constant.name());
    }
}
