package org.jixiao.reporting.projection;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** The goal half of the project lines. */
@ApplicationScoped
public class Goals {

    private static final String APPLY = """
            with line as (
              insert into project_line as line
                (project_code, goal_fiscal_year, goal_department_code, statement, indicators_text, indicators,
                 indicator_count, indicator_types, goal_flags, goal_state, goal_epoch, goal_version, goal_recorded_at)
              select project_code, goal_fiscal_year, goal_department_code, statement, indicators_text,
                     convert_from(indicators, 'UTF8'), indicator_count, indicator_types, goal_flags::json, goal_state, goal_epoch, goal_version,
                     goal_recorded_at
                from unnest(?::text[], ?::int[], ?::text[], ?::text[], ?::text[], ?::bytea[],
                            ?::int[], ?::text[], ?::text[], ?::text[], ?::bigint[], ?::bigint[], ?::timestamptz[])
                     as change(project_code, goal_fiscal_year, goal_department_code, statement, indicators_text, indicators,
                               indicator_count, indicator_types, goal_flags, goal_state, goal_epoch, goal_version,
                               goal_recorded_at)
              on conflict (project_code) do update set
                goal_fiscal_year = excluded.goal_fiscal_year, goal_department_code = excluded.goal_department_code,
                statement = excluded.statement, indicators_text = excluded.indicators_text,
                indicators = excluded.indicators, indicator_count = excluded.indicator_count,
                indicator_types = excluded.indicator_types,
                goal_flags = excluded.goal_flags, goal_state = excluded.goal_state,
                goal_epoch = excluded.goal_epoch, goal_version = excluded.goal_version,
                goal_recorded_at = excluded.goal_recorded_at
              where line.goal_epoch is null
                 or (line.goal_epoch, line.goal_version) < (excluded.goal_epoch, excluded.goal_version)
            """ + TotalsDelta.RETURNING + """
                        new.goal_recorded_at as recorded_at
            )
            """ + TotalsDelta.APPLY;

    /**
     * Applies what is newer than what is there, lines and totals in one statement; the rest has no effect. Lines are locked in
     * the order of {@link Latest}: sorting such wide rows once more would cost the database a temporary file.
     */
    public void apply(Connection connection, TopicPart from, List<GoalChange> changes) throws SQLException {
        try (PreparedStatement apply = connection.prepareStatement(APPLY)) {
            int next = Columns.bind(connection, apply, Latest.of(changes), 1)
                    .text(GoalChange::key)
                    .integer(GoalChange::fiscalYear)
                    .text(GoalChange::departmentCode)
                    .text(GoalChange::statement)
                    .text(GoalChange::indicatorsText)
                    .utf8(GoalChange::indicators)
                    .integer(GoalChange::indicatorCount)
                    .text(GoalChange::indicatorTypes)
                    .text(GoalChange::flags)
                    .text(change -> change.state().name())
                    .bigint(change -> change.revision().epoch())
                    .bigint(change -> change.revision().version())
                    .other("timestamptz", GoalChange::recordedAt)
                    .next();
            from.bind(apply, next);
            apply.executeUpdate();
        }
    }
}
