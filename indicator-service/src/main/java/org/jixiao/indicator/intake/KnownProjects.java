package org.jixiao.indicator.intake;

import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jixiao.indicator.goal.Columns;
import org.jixiao.platform.inbox.DeadLetters;
import org.jixiao.platform.inbox.Subscription;
import org.jixiao.platform.money.Money;

/** Remembers which projects budget-service has published, and their money. */
@ApplicationScoped
class KnownProjects implements Subscription {

    private static final Pattern TOPIC = Pattern.compile("budget\\.projects\\.v1");

    /** The same version once more, too: a replica of the release before knows the version, but not its money. */
    private static final String UPSERT = """
            insert into known_project (project_code, epoch, version, state, department_code, total, executed, money_known)
            select *, true from unnest(?::text[], ?::bigint[], ?::bigint[], ?::text[], ?::text[], ?::numeric[], ?::numeric[])
            on conflict (project_code) do update
              set epoch = excluded.epoch, version = excluded.version, state = excluded.state,
                  department_code = excluded.department_code, total = excluded.total, executed = excluded.executed,
                  money_known = true
            where (known_project.epoch, known_project.version) <= (excluded.epoch, excluded.version)
            """;

    private final DeadLetters deadLetters;

    KnownProjects(DeadLetters deadLetters) {
        this.deadLetters = deadLetters;
    }

    /** Not "known-projects" any more: under that name the money was left unread. */
    @Override
    public String name() {
        return "known-project-money";
    }

    @Override
    public Pattern topics() {
        return TOPIC;
    }

    @Override
    public void apply(Connection connection, List<ConsumerRecord<byte[], byte[]>> records) throws SQLException {
        Map<String, KnownProject> projects = new LinkedHashMap<>();
        List<DeadLetters.Letter> unreadable = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            try {
                KnownProject project = KnownProject.read(record.value());
                projects.merge(project.projectCode(), project, KnownProject::orLater);
            } catch (KnownProject.Unreadable e) {
                unreadable.add(new DeadLetters.Letter(record, e.code(), e.getMessage()));
            }
        }
        upsert(connection, List.copyOf(projects.values()));
        deadLetters.keep(connection, name(), unreadable);
    }

    @Override
    public void reject(Connection connection, ConsumerRecord<byte[], byte[]> record, String reason)
            throws SQLException {
        deadLetters.keep(connection, name(), List.of(new DeadLetters.Letter(record, "INTERNAL", reason)));
    }

    private static void upsert(Connection connection, List<KnownProject> projects) throws SQLException {
        if (projects.isEmpty()) {
            return;
        }
        try (PreparedStatement upsert = connection.prepareStatement(UPSERT)) {
            var columns = new Columns<>(connection, upsert, projects);
            columns.add("text", KnownProject::projectCode);
            columns.add("int8", KnownProject::epoch);
            columns.add("int8", KnownProject::version);
            columns.add("text", KnownProject::state);
            columns.add("text", KnownProject::departmentCode);
            columns.add("numeric", project -> yuan(project.total()));
            columns.add("numeric", project -> yuan(project.executed()));
            upsert.executeUpdate();
        }
    }

    private static BigDecimal yuan(Money money) {
        return money == null ? null : money.yuan();
    }
}
