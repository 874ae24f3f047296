package org.jixiao.platform.inbox;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What one source has sent before: the ids with their bytes, and the last applied revision of each subject. */
final class InboxHistory {

    private static final String SEEN =
            "select event_id, sha256, outcome, version from inbox_event where source = ? and event_id = any (?)";
    private static final String REVISIONS =
            "select subject, epoch, version from inbox_version where source = ? and subject = any (?)";
    private static final String REMEMBER = """
            insert into inbox_event (source, event_id, sha256, topic, part, record_offset, outcome, code, version, received_at)
            select ?, * from unnest(?::text[], ?::text[], ?::text[], ?::int[], ?::bigint[], ?::text[], ?::text[], ?::bigint[]),
                   (select ?::timestamptz) as received
            on conflict (source, event_id) do update
              set outcome = excluded.outcome, code = excluded.code, version = excluded.version,
                  topic = excluded.topic, part = excluded.part, record_offset = excluded.record_offset,
                  received_at = excluded.received_at
              where inbox_event.outcome = 'REJECTED' and inbox_event.sha256 = excluded.sha256
            """;
    private static final String ADVANCE = """
            insert into inbox_version (source, subject, epoch, version)
            select ?, * from unnest(?::text[], ?::bigint[], ?::bigint[])
            on conflict (source, subject) do update set epoch = excluded.epoch, version = excluded.version
              where (inbox_version.epoch, inbox_version.version) < (excluded.epoch, excluded.version)
            """;

    private final String source;
    private final Map<String, Seen> seen = new HashMap<>();
    private final Map<String, Revision> revisions = new HashMap<>();
    private final Map<String, Inbound> toRemember = new LinkedHashMap<>();
    private final Map<String, Revision> toAdvance = new LinkedHashMap<>();

    private InboxHistory(String source) {
        this.source = source;
    }

    private record Seen(String sha256, boolean rejected, Long version) {}

    private record Revision(long epoch, long version) {

        boolean covers(CloudEvent event) {
            return epoch > event.sourceEpoch() || (epoch == event.sourceEpoch() && version >= event.aggregateVersion());
        }
    }

    static InboxHistory load(Connection connection, String source, List<CloudEvent> events) throws SQLException {
        InboxHistory history = new InboxHistory(source);
        try (PreparedStatement select = select(connection, SEEN, source, events, CloudEvent::id);
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                String outcome = row.getString(3);
                Long version = outcome.equals("ACCEPTED") ? row.getObject(4, Long.class) : null;
                history.seen.put(row.getString(1), new Seen(row.getString(2), outcome.equals("REJECTED"), version));
            }
        }
        try (PreparedStatement select = select(connection, REVISIONS, source, events, CloudEvent::subject);
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                history.revisions.put(row.getString(1), new Revision(row.getLong(2), row.getLong(3)));
            }
        }
        return history;
    }

    /** Duplicate, conflict or stale; null when the event is news. A rejected event may be sent again as it was. */
    Outcome verdictOn(Inbound inbound) {
        CloudEvent event = inbound.event();
        Seen before = seen.get(event.id());
        if (before != null && !before.sha256.equals(inbound.sha256())) {
            return EventForm.idConflict();
        }
        if (before != null && !before.rejected) {
            return new Outcome.Duplicate(before.version);
        }
        Revision last = revisions.get(event.subject());
        return last != null && last.covers(event) ? new Outcome.Stale(last.version) : null;
    }

    /** Takes a decision into account, for the events that follow in the batch and for {@link #save}. */
    void note(Inbound decided) {
        CloudEvent event = decided.event();
        if (event == null || event.dryRun()) {
            return;
        }
        switch (decided.outcome()) {
            case Outcome.Accepted accepted -> {
                Revision revision = new Revision(event.sourceEpoch(), event.aggregateVersion());
                revisions.put(event.subject(), revision);
                toAdvance.put(event.subject(), revision);
                remember(decided, false, accepted.version());
            }
            case Outcome.Stale stale -> remember(decided, false, null);
            case Outcome.Rejected rejected -> {
                if (rejected.code() != Outcome.Code.ID_CONFLICT) {
                    remember(decided, true, null);
                }
            }
            case Outcome.Duplicate duplicate -> {
                // the first delivery is remembered
            }
        }
    }

    void save(Connection connection, Instant now) throws SQLException {
        remember(connection, now);
        advance(connection);
    }

    private void remember(Inbound decided, boolean rejected, Long version) {
        seen.put(decided.id(), new Seen(decided.sha256(), rejected, version));
        toRemember.put(decided.id(), decided);
    }

    private void remember(Connection connection, Instant now) throws SQLException {
        if (toRemember.isEmpty()) {
            return;
        }
        List<Inbound> all = List.copyOf(toRemember.values());
        try (PreparedStatement insert = connection.prepareStatement(REMEMBER)) {
            insert.setString(1, source);
            insert.setArray(2, array(connection, "text", all, Inbound::id));
            insert.setArray(3, array(connection, "text", all, Inbound::sha256));
            insert.setArray(
                    4, array(connection, "text", all, each -> each.record().topic()));
            insert.setArray(
                    5, array(connection, "int", all, each -> each.record().partition()));
            insert.setArray(
                    6, array(connection, "bigint", all, each -> each.record().offset()));
            insert.setArray(7, array(connection, "text", all, each -> Receipts.word(each.outcome())));
            insert.setArray(8, array(connection, "text", all, each -> Receipts.code(each.outcome())));
            insert.setArray(9, array(connection, "bigint", all, each -> Receipts.version(each.outcome())));
            insert.setObject(10, now.atOffset(ZoneOffset.UTC));
            expectAll(all, insert.executeUpdate());
        }
    }

    private void advance(Connection connection) throws SQLException {
        if (toAdvance.isEmpty()) {
            return;
        }
        List<Map.Entry<String, Revision>> all = List.copyOf(toAdvance.entrySet());
        try (PreparedStatement upsert = connection.prepareStatement(ADVANCE)) {
            upsert.setString(1, source);
            upsert.setArray(2, array(connection, "text", all, Map.Entry::getKey));
            upsert.setArray(3, array(connection, "bigint", all, each -> each.getValue().epoch));
            upsert.setArray(4, array(connection, "bigint", all, each -> each.getValue().version));
            expectAll(all, upsert.executeUpdate());
        }
    }

    /** Another partition may bring the same id or subject at the same time; what it has done must be read first. */
    private static void expectAll(List<?> rows, int written) throws SQLException {
        if (written < rows.size()) {
            throw new SQLTransientException("another batch of this source was faster");
        }
    }

    private static PreparedStatement select(
            Connection connection,
            String sql,
            String source,
            List<CloudEvent> events,
            Function<CloudEvent, Object> name)
            throws SQLException {
        PreparedStatement select = connection.prepareStatement(sql);
        select.setString(1, source);
        select.setArray(2, array(connection, "text", events, name));
        return select;
    }

    private static <T> java.sql.Array array(
            Connection connection, String type, List<T> rows, Function<T, Object> column) throws SQLException {
        return connection.createArrayOf(type, rows.stream().map(column).toArray());
    }
}
