package org.jixiao.indicator.assessment;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jixiao.indicator.evaluation.SelfEvaluation;
import org.jixiao.indicator.goal.Columns;
import org.jixiao.indicator.goal.Goal;
import org.jixiao.indicator.goal.GoalFollower;
import org.jixiao.indicator.goal.LedgerEntry;
import org.jixiao.indicator.monitoring.MonitoringRound;
import org.jixiao.platform.EventsConfig;
import org.jixiao.platform.access.Scope;
import org.jixiao.platform.outbox.Outbox;
import org.jixiao.platform.problem.Precondition;
import org.jixiao.platform.problem.Problem;

/** Where assessments are read, locked and saved. State, history and message of a version commit together. */
@ApplicationScoped
class AssessmentLedger implements GoalFollower {

    /** By the goal: what nobody has stated anything of yet is there, as long as its goal is. */
    private static final String FIND = """
            select goal.fiscal_year, goal.department_code, assessment.assessment, assessment.version
              from goal left join assessment using (project_code) where goal.project_code = ?
            """;

    private static final String LOCK = """
            select project_code, assessment, version from assessment
             where project_code = any (?) order by project_code for update
            """;
    private static final String SAVE = """
            insert into assessment as kept
              (project_code, fiscal_year, department_code, version, month, lamp, score, grade, assessment, recorded_at)
            select * from unnest(?::text[], ?::int[], ?::text[], ?::bigint[], ?::int[], ?::text[], ?::numeric[], ?::text[],
                                 ?::json[], ?::timestamptz[])
            on conflict (project_code) do update
              set fiscal_year = excluded.fiscal_year, department_code = excluded.department_code, version = excluded.version,
                  month = excluded.month, lamp = excluded.lamp, score = excluded.score, grade = excluded.grade,
                  assessment = excluded.assessment, recorded_at = excluded.recorded_at
            where kept.version = excluded.version - 1
            """;
    private static final String REMEMBER = """
            insert into assessment_history
              (project_code, version, fiscal_year, department_code, assessment, recorded_at, recorded_by, cause)
            select * from unnest(?::text[], ?::bigint[], ?::int[], ?::text[], ?::json[], ?::timestamptz[], ?::text[], ?::text[])
            """;

    private final Outbox outbox;
    private final EventsConfig config;

    AssessmentLedger(Outbox outbox, EventsConfig config) {
        this.outbox = outbox;
        this.config = config;
    }

    /** What was stated of a goal that the caller may see; version 0 when nothing was; empty without such a goal. */
    Optional<Assessment> find(Connection connection, String projectCode, Scope scope) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(FIND)) {
            select.setString(1, projectCode);
            try (ResultSet row = select.executeQuery()) {
                if (!row.next() || !scope.covers(row.getString(2))) {
                    return Optional.empty();
                }
                String kept = row.getString(3);
                return Optional.of(
                        kept == null
                                ? Assessment.none(projectCode, row.getInt(1), row.getString(2))
                                : PublishedAssessment.read(kept, row.getLong(4)));
            }
        }
    }

    /** A version and what is published of it. */
    private record Told(AssessmentEntry entry, JsonNode data) {

        private static Told of(AssessmentEntry entry) {
            return new Told(entry, PublishedAssessment.of(entry.assessment()).json());
        }

        private Assessment assessment() {
            return entry.assessment();
        }
    }

    /** Locks the assessment until the transaction ends. The goal is locked already, so that nobody creates it meanwhile. */
    Assessment lock(Connection connection, Goal goal) throws SQLException {
        return lock(connection, List.of(goal.projectCode()))
                .getOrDefault(
                        goal.projectCode(),
                        Assessment.none(goal.projectCode(), goal.fiscalYear(), goal.departmentCode()));
    }

    private static Map<String, Assessment> lock(Connection connection, List<String> projectCodes) throws SQLException {
        Map<String, Assessment> assessments = new HashMap<>();
        try (PreparedStatement lock = connection.prepareStatement(LOCK)) {
            lock.setArray(1, connection.createArrayOf("text", projectCodes.toArray()));
            try (ResultSet row = lock.executeQuery()) {
                while (row.next()) {
                    assessments.put(row.getString(1), PublishedAssessment.read(row.getString(2), row.getLong(3)));
                }
            }
        }
        return assessments;
    }

    /**
     * Saves a version that was decided on what {@link #lock} returned in the same transaction, and publishes it.
     *
     * @throws Problem PRECONDITION_FAILED when another version is there
     */
    void save(Connection connection, AssessmentEntry entry) throws SQLException {
        save(connection, List.of(entry));
    }

    /** An assessment says where its goal is: as soon as that moves, the next version does. */
    @Override
    public void follow(Connection connection, List<LedgerEntry> moved) throws SQLException {
        Map<String, Assessment> assessments = lock(
                connection,
                moved.stream().map(each -> each.goal().projectCode()).toList());
        List<AssessmentEntry> entries = moved.stream()
                .filter(each -> assessments.containsKey(each.goal().projectCode()))
                .map(each -> new AssessmentEntry(
                        assessments.get(each.goal().projectCode()).movedWith(each.goal()),
                        each.recordedAt(),
                        each.recordedBy(),
                        each.cause(),
                        each.traceparent()))
                .toList();
        if (!entries.isEmpty()) {
            save(connection, entries);
        }
    }

    private void save(Connection connection, List<AssessmentEntry> entries) throws SQLException {
        List<Told> told = entries.stream().map(Told::of).toList();
        if (upsert(connection, told) != told.size()) {
            throw Precondition.stale();
        }
        remember(connection, told);
        outbox.append(
                connection,
                told.stream()
                        .map(each -> each.entry.message(each.data, config.sourceEpoch()))
                        .toList());
    }

    private static int upsert(Connection connection, List<Told> told) throws SQLException {
        try (PreparedStatement save = connection.prepareStatement(SAVE)) {
            var columns = new Columns<>(connection, save, told);
            columns.add("text", each -> each.assessment().projectCode());
            columns.add("int4", each -> each.assessment().fiscalYear());
            columns.add("text", each -> each.assessment().departmentCode());
            columns.add("int8", each -> each.assessment().version());
            columns.add(
                    "int4",
                    each -> each.assessment()
                            .lastRound()
                            .map(MonitoringRound::month)
                            .orElse(null));
            columns.add(
                    "text",
                    each -> each.assessment()
                            .lastRound()
                            .map(MonitoringRound::lamp)
                            .map(Enum::name)
                            .orElse(null));
            columns.add("numeric", each -> evaluated(each, evaluation -> new BigDecimal(evaluation.score())));
            columns.add(
                    "text",
                    each -> evaluated(each, evaluation -> evaluation.grade().name()));
            columns.add("text", each -> each.data.toString());
            columns.add("timestamptz", each -> each.entry.recordedAt().atOffset(ZoneOffset.UTC));
            return save.executeUpdate();
        }
    }

    private static Object evaluated(Told told, Function<SelfEvaluation, Object> of) {
        SelfEvaluation evaluation = told.assessment().selfEvaluation();
        return evaluation == null ? null : of.apply(evaluation);
    }

    private static void remember(Connection connection, List<Told> told) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(REMEMBER)) {
            var columns = new Columns<>(connection, insert, told);
            columns.add("text", each -> each.assessment().projectCode());
            columns.add("int8", each -> each.assessment().version());
            columns.add("int4", each -> each.assessment().fiscalYear());
            columns.add("text", each -> each.assessment().departmentCode());
            columns.add("text", each -> each.data.toString());
            columns.add("timestamptz", each -> each.entry.recordedAt().atOffset(ZoneOffset.UTC));
            columns.add("text", each -> each.entry.recordedBy());
            columns.add("text", each -> each.entry.cause());
            insert.executeUpdate();
        }
    }
}
