package org.jixiao.budget.project;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jixiao.platform.EventsConfig;
import org.jixiao.platform.outbox.Outbox;
import org.jixiao.platform.outbox.OutboxMessage;

/**
 * The one way in which projects are written, for requests and events alike: lock, decide outside, save. State, history
 * and outbox are written with one statement each, however many versions there are.
 */
@ApplicationScoped
public class ProjectLedger {

    private static final String LOCK =
            "select * from project where project_code = any (?) order by project_code for update";

    /** Existing rows are locked, so a conflict with a code that was absent is the only one that can be lost. */
    private static final String UPSERT = """
            insert into project (%s) select * from unnest(%s)
            on conflict (project_code) do update set %s
             where project.project_code <> all (?)
            """.formatted(
                    LedgerColumn.names(LedgerColumn.STATE),
                    LedgerColumn.arrays(LedgerColumn.STATE),
                    LedgerColumn.assignments());

    private static final String REMEMBER = "insert into project_history (%s) select * from unnest(%s)"
            .formatted(LedgerColumn.names(LedgerColumn.HISTORY), LedgerColumn.arrays(LedgerColumn.HISTORY));

    private final Outbox outbox;
    private final EventsConfig config;

    ProjectLedger(Outbox outbox, EventsConfig config) {
        this.outbox = outbox;
        this.config = config;
    }

    /** Locks those of the projects that exist until the transaction ends, in the order of their codes. */
    public Map<String, Project> lock(Connection connection, Collection<String> projectCodes) throws SQLException {
        Map<String, Project> locked = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(LOCK)) {
            select.setArray(1, codes(connection, projectCodes));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    Project project = LedgerColumn.read(row);
                    locked.put(project.content().projectCode(), project);
                }
            }
        }
        return locked;
    }

    /**
     * Saves versions that were decided on what {@link #lock} returned in the same transaction, and publishes each.
     *
     * @param entries versions of one project in their order
     * @throws CreatedMeanwhile when a project that was absent is there now; nothing must be committed then
     */
    public void save(Connection connection, List<LedgerEntry> entries) throws SQLException {
        if (entries.isEmpty()) {
            return;
        }
        Map<String, LedgerEntry> last = new TreeMap<>();
        entries.forEach(entry -> last.put(entry.project().content().projectCode(), entry));
        List<String> absent = entries.stream()
                .filter(entry -> entry.project().version() == 1)
                .map(entry -> entry.project().content().projectCode())
                .toList();
        if (upsert(connection, List.copyOf(last.values()), absent) < last.size()) {
            throw new CreatedMeanwhile();
        }
        remember(connection, entries);
        outbox.append(connection, messages(entries));
    }

    private static int upsert(Connection connection, List<LedgerEntry> entries, List<String> absent)
            throws SQLException {
        try (PreparedStatement upsert = connection.prepareStatement(UPSERT)) {
            int next = LedgerColumn.bind(connection, upsert, LedgerColumn.STATE, entries);
            upsert.setArray(next, codes(connection, absent));
            return upsert.executeUpdate();
        }
    }

    private static void remember(Connection connection, List<LedgerEntry> entries) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(REMEMBER)) {
            LedgerColumn.bind(connection, insert, LedgerColumn.HISTORY, entries);
            insert.executeUpdate();
        }
    }

    private List<OutboxMessage> messages(List<LedgerEntry> entries) {
        return entries.stream()
                .map(entry -> ProjectEvents.message(entry, config.sourceEpoch()))
                .toList();
    }

    private static Array codes(Connection connection, Collection<String> codes) throws SQLException {
        return connection.createArrayOf("text", codes.stream().distinct().toArray());
    }
}
