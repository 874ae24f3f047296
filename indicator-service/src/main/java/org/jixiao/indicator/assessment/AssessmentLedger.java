package org.jixiao.indicator.assessment;

import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jixiao.indicator.evaluation.SelfEvaluation;
import org.jixiao.indicator.goal.Goal;
import org.jixiao.indicator.monitoring.MonitoringRound;
import org.jixiao.platform.EventsConfig;
import org.jixiao.platform.access.Scope;
import org.jixiao.platform.outbox.Outbox;
import org.jixiao.platform.problem.Precondition;
import org.jixiao.platform.problem.Problem;

/** Where assessments are read, locked and saved. State, history and message of a version commit together. */
@ApplicationScoped
class AssessmentLedger {

    /** By the goal: what nobody has stated anything of yet is there, as long as its goal is. */
    private static final String FIND = """
            select goal.fiscal_year, goal.department_code, assessment.assessment, assessment.version
              from goal left join assessment using (project_code) where goal.project_code = ?
            """;

    private static final String LOCK = "select assessment, version from assessment where project_code = ? for update";
    private static final String SAVE = """
            insert into assessment as kept
              (project_code, fiscal_year, department_code, version, month, lamp, score, grade, assessment, recorded_at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?::json, ?)
            on conflict (project_code) do update
              set fiscal_year = excluded.fiscal_year, department_code = excluded.department_code, version = excluded.version,
                  month = excluded.month, lamp = excluded.lamp, score = excluded.score, grade = excluded.grade,
                  assessment = excluded.assessment, recorded_at = excluded.recorded_at
            where kept.version = excluded.version - 1
            """;
    private static final String REMEMBER = """
            insert into assessment_history (project_code, version, assessment, recorded_at, recorded_by, cause)
            values (?, ?, ?::json, ?, ?, ?)
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

    /** Locks the assessment until the transaction ends. The goal is locked already, so that nobody creates it meanwhile. */
    Assessment lock(Connection connection, Goal goal) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement(LOCK)) {
            lock.setString(1, goal.projectCode());
            try (ResultSet row = lock.executeQuery()) {
                return row.next()
                        ? PublishedAssessment.read(row.getString(1), row.getLong(2))
                        : Assessment.none(goal.projectCode(), goal.fiscalYear(), goal.departmentCode());
            }
        }
    }

    /**
     * Saves a version that was decided on what {@link #lock} returned in the same transaction, and publishes it.
     *
     * @throws Problem PRECONDITION_FAILED when another version is there
     */
    void save(Connection connection, AssessmentEntry entry) throws SQLException {
        var data = PublishedAssessment.of(entry.assessment()).json();
        if (upsert(connection, entry, data.toString()) != 1) {
            throw Precondition.stale();
        }
        try (PreparedStatement insert = connection.prepareStatement(REMEMBER)) {
            insert.setString(1, entry.assessment().projectCode());
            insert.setLong(2, entry.assessment().version());
            insert.setString(3, data.toString());
            insert.setObject(4, entry.recordedAt().atOffset(ZoneOffset.UTC));
            insert.setString(5, entry.recordedBy());
            insert.setString(6, entry.cause());
            insert.executeUpdate();
        }
        outbox.append(connection, List.of(entry.message(data, config.sourceEpoch())));
    }

    private static int upsert(Connection connection, AssessmentEntry entry, String data) throws SQLException {
        Assessment assessment = entry.assessment();
        Optional<MonitoringRound> last = assessment.lastRound();
        SelfEvaluation evaluation = assessment.selfEvaluation();
        try (PreparedStatement save = connection.prepareStatement(SAVE)) {
            save.setString(1, assessment.projectCode());
            save.setInt(2, assessment.fiscalYear());
            save.setString(3, assessment.departmentCode());
            save.setLong(4, assessment.version());
            save.setObject(5, last.map(MonitoringRound::month).orElse(null));
            save.setString(6, last.map(MonitoringRound::lamp).map(Enum::name).orElse(null));
            save.setBigDecimal(7, evaluation == null ? null : new BigDecimal(evaluation.score()));
            save.setString(8, evaluation == null ? null : evaluation.grade().name());
            save.setString(9, data);
            save.setObject(10, entry.recordedAt().atOffset(ZoneOffset.UTC));
            return save.executeUpdate();
        }
    }
}
