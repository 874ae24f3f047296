package org.jixiao.indicator.goal;

import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jixiao.indicator.target.TargetView;
import org.jixiao.platform.EventsConfig;
import org.jixiao.platform.outbox.Outbox;

/**
 * The one way in which goals are written, for requests and events alike: lock, decide outside, save. A handful of
 * statements, however many goals and versions there are.
 */
@ApplicationScoped
public class GoalLedger {

    private static final String UPSERT = """
            with sent as (
              select * from unnest(?::text[], ?::int[], ?::text[], ?::text[], ?::text[], ?::bigint[], ?::text[],
                                   ?::timestamptz[], ?::bigint[])
                as s(project_code, fiscal_year, department_code, statement, state, version, indicators_text,
                     recorded_at, seen)
            ), changed as (
              update goal set department_code = s.department_code, statement = s.statement, state = s.state,
                     version = s.version, indicators_text = s.indicators_text, recorded_at = s.recorded_at
                from sent s where goal.project_code = s.project_code and goal.version = s.seen
              returning goal.project_code, old.department_code <> new.department_code as has_moved
            ), created as (
              insert into goal (project_code, fiscal_year, department_code, statement, state, version, indicators_text,
                                recorded_at)
              select project_code, fiscal_year, department_code, statement, state, version, indicators_text, recorded_at
                from sent where seen = 0
              on conflict do nothing
              returning 1
            )
            select (select count(*) from changed) + (select count(*) from created) as written,
                   array(select project_code from changed where has_moved) as moved
            """;
    private static final String CLEAR_INDICATORS = "delete from indicator where project_code = any (?)";
    private static final String INSERT_INDICATORS = """
            insert into indicator (project_code, sequence, indicator_id, category_code, category_name, type_code, type_name,
                                   name, period_target, annual_target, weight, accumulation, flags)
            select project_code, sequence, indicator_id, category_code, category_name, type_code, type_name,
                   name, period_target, annual_target, weight, accumulation, string_to_array(flags, ',')
              from unnest(?::text[], ?::int[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                          ?::text[], ?::json[], ?::json[], ?::numeric[], ?::text[], ?::text[])
                as s(project_code, sequence, indicator_id, category_code, category_name, type_code, type_name,
                     name, period_target, annual_target, weight, accumulation, flags)
            """;
    private static final String REMEMBER = """
            insert into goal_history
              (project_code, version, fiscal_year, department_code, goal, recorded_at, recorded_by, cause)
            select * from unnest(?::text[], ?::bigint[], ?::int[], ?::text[], ?::json[], ?::timestamptz[], ?::text[], ?::text[])
            """;

    private final Outbox outbox;
    private final EventsConfig config;
    private final List<GoalFollower> followers;

    GoalLedger(Outbox outbox, EventsConfig config, @All List<GoalFollower> followers) {
        this.outbox = outbox;
        this.config = config;
        this.followers = followers;
    }

    /**
     * What a batch leaves of a goal.
     *
     * @param seen the version that was there before; 0 for none
     */
    private record Last(LedgerEntry entry, long seen) {

        private static Last of(LedgerEntry entry) {
            return new Last(entry, entry.goal().version() - 1);
        }

        private Last followedBy(Last later) {
            return new Last(later.entry, seen);
        }

        private Goal goal() {
            return entry.goal();
        }
    }

    /** How many goals were written, and which of them have come to another department. */
    private record Written(int count, Set<String> moved) {}

    private record Line(Goal goal, Indicator indicator) {}

    /** Locks those of the goals that exist until the transaction ends, in the order of their codes, and reads them whole. */
    public Map<String, Goal> lock(Connection connection, Collection<String> projectCodes) throws SQLException {
        return LockedGoals.read(connection, projectCodes);
    }

    /**
     * Saves versions that were decided on what {@link #lock} returned in the same transaction, and publishes each. What follows a
     * goal to another department does so here.
     *
     * @param entries versions of one goal in their order
     * @throws CreatedMeanwhile when a goal that was absent is there now; nothing must be committed then
     */
    public void save(Connection connection, List<LedgerEntry> entries) throws SQLException {
        if (entries.isEmpty()) {
            return;
        }
        Map<String, Last> last = entries.stream()
                .collect(Collectors.toMap(
                        entry -> entry.goal().projectCode(), Last::of, Last::followedBy, LinkedHashMap::new));
        Written written = upsert(connection, List.copyOf(last.values()));
        if (written.count < last.size()) {
            throw new CreatedMeanwhile();
        }
        replaceIndicators(connection, last);
        List<GoalEvent> events = entries.stream()
                .map(entry -> GoalEvent.of(entry, config.sourceEpoch()))
                .toList();
        remember(connection, events);
        outbox.append(connection, events.stream().map(GoalEvent::message).toList());
        if (!written.moved.isEmpty()) {
            List<LedgerEntry> moved =
                    written.moved.stream().map(code -> last.get(code).entry()).toList();
            for (GoalFollower follower : followers) {
                follower.follow(connection, moved);
            }
        }
    }

    private static Written upsert(Connection connection, List<Last> rows) throws SQLException {
        try (PreparedStatement upsert = connection.prepareStatement(UPSERT)) {
            var columns = new Columns<>(connection, upsert, rows);
            columns.add("text", row -> row.goal().projectCode());
            columns.add("int4", row -> row.goal().fiscalYear());
            columns.add("text", row -> row.goal().departmentCode());
            columns.add("text", row -> row.goal().statement());
            columns.add("text", row -> row.goal().state().name());
            columns.add("int8", row -> row.goal().version());
            columns.add("text", row -> row.goal().indicatorsText());
            columns.add("timestamptz", row -> row.entry.recordedAt().atOffset(ZoneOffset.UTC));
            columns.add("int8", Last::seen);
            try (ResultSet row = upsert.executeQuery()) {
                row.next();
                String[] moved = (String[]) row.getArray("moved").getArray();
                return new Written(row.getInt("written"), new TreeSet<>(List.of(moved)));
            }
        }
    }

    private static void replaceIndicators(Connection connection, Map<String, Last> last) throws SQLException {
        try (PreparedStatement clear = connection.prepareStatement(CLEAR_INDICATORS)) {
            clear.setArray(1, connection.createArrayOf("text", last.keySet().toArray()));
            clear.executeUpdate();
        }
        List<Line> lines = last.values().stream()
                .map(Last::goal)
                .flatMap(goal -> goal.indicators().stream().map(indicator -> new Line(goal, indicator)))
                .toList();
        try (PreparedStatement insert = connection.prepareStatement(INSERT_INDICATORS)) {
            var columns = new Columns<>(connection, insert, lines);
            columns.add("text", line -> line.goal.projectCode());
            columns.add("int4", line -> line.indicator.sequence());
            columns.add("text", line -> line.goal.indicatorId(line.indicator));
            columns.add("text", line -> line.indicator.category().code());
            columns.add("text", line -> line.indicator.category().name());
            columns.add("text", line -> line.indicator.type().code());
            columns.add("text", line -> line.indicator.type().name());
            columns.add("text", line -> line.indicator.name());
            columns.add("text", line -> PublishedGoal.text(TargetView.of(line.indicator.periodTarget())));
            columns.add("text", line -> PublishedGoal.text(TargetView.of(line.indicator.annualTarget())));
            columns.add("numeric", line -> line.indicator.weight());
            columns.add("text", line -> line.indicator.accumulation().name());
            columns.add(
                    "text",
                    line -> line.indicator.flags().stream().map(Enum::name).collect(Collectors.joining(",")));
            insert.executeUpdate();
        }
    }

    private static void remember(Connection connection, List<GoalEvent> events) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(REMEMBER)) {
            var columns = new Columns<>(connection, insert, events);
            columns.add("text", event -> event.entry().goal().projectCode());
            columns.add("int8", event -> event.entry().goal().version());
            columns.add("int4", event -> event.entry().goal().fiscalYear());
            columns.add("text", event -> event.entry().goal().departmentCode());
            columns.add("text", event -> event.data().toString());
            columns.add("timestamptz", event -> event.entry().recordedAt().atOffset(ZoneOffset.UTC));
            columns.add("text", event -> event.entry().recordedBy());
            columns.add("text", event -> event.entry().cause());
            insert.executeUpdate();
        }
    }
}
