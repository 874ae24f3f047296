package org.jixiao.platform.inbox;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jixiao.platform.inbox.gap.GapBook;

/** What one source has sent before: the ids with their bytes, and the last applied revision of each subject. */
final class InboxHistory {

    private static final String SEEN =
            "select event_id, sha256, outcome, version from inbox_event where source = ? and event_id = any (?)";
    private static final String REVISIONS =
            "select subject, epoch, version from inbox_version where source = ? and subject = any (?)";
    private static final String REMEMBER = """
            insert into inbox_event (source, event_id, sha256, outcome, version)
            select ?, * from unnest(?::text[], ?::text[], ?::text[], ?::bigint[])
            on conflict (source, event_id) do update set outcome = excluded.outcome, version = excluded.version
              where inbox_event.outcome = 'REJECTED' and inbox_event.sha256 = excluded.sha256
            """;
    private static final String ADVANCE = """
            insert into inbox_version (source, subject, epoch, version)
            select ?, * from unnest(?::text[], ?::bigint[], ?::bigint[])
            on conflict (source, subject) do update set epoch = excluded.epoch, version = excluded.version
              where (inbox_version.epoch, inbox_version.version) < (excluded.epoch, excluded.version)
            returning new.subject, old.epoch, old.version
            """;

    private final String source;
    private final Map<String, Seen> seen = new HashMap<>();
    /** What the database has, and what this batch makes of it. */
    private final Map<String, Revision> stored = new HashMap<>();

    private final Map<String, Revision> revisions = new HashMap<>();
    private final Map<String, Inbound> toRemember = new LinkedHashMap<>();
    private final Map<String, Revision> toAdvance = new LinkedHashMap<>();

    private final GapBook gaps;

    private InboxHistory(String source) {
        this.source = source;
        this.gaps = new GapBook(source);
    }

    private record Seen(String sha256, boolean rejected, Long version) {}

    private record Revision(long epoch, long version) {

        boolean covers(CloudEvent event) {
            return epoch > event.sourceEpoch() || (epoch == event.sourceEpoch() && version >= event.aggregateVersion());
        }
    }

    static InboxHistory load(Connection connection, String source, List<Inbound> batch) throws SQLException {
        InboxHistory history = new InboxHistory(source);
        Stream<String> ids = batch.stream().filter(history::isNamed).map(Inbound::id);
        try (PreparedStatement select = select(connection, SEEN, source, ids);
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                String outcome = row.getString(3);
                Long version = outcome.equals("ACCEPTED") ? row.getObject(4, Long.class) : null;
                history.seen.put(row.getString(1), new Seen(row.getString(2), outcome.equals("REJECTED"), version));
            }
        }
        Stream<String> subjects = batch.stream()
                .filter(each -> each.event() != null)
                .map(each -> each.event().subject());
        try (PreparedStatement select = select(connection, REVISIONS, source, subjects);
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                history.stored.put(row.getString(1), new Revision(row.getLong(2), row.getLong(3)));
            }
        }
        history.revisions.putAll(history.stored);
        return history;
    }

    /** Whether it could say who it is. If so it has used its id, also when it is refused for its form. */
    private boolean isNamed(Inbound inbound) {
        return inbound.id() != null && source.equals(inbound.source());
    }

    /** Duplicate or conflict; null when the id is news. A rejected event may be sent again as it was. */
    Outcome known(Inbound inbound) {
        Seen before = seen.get(inbound.id());
        if (before == null) {
            return null;
        }
        if (!before.sha256.equals(inbound.sha256())) {
            return EventForm.idConflict();
        }
        return before.rejected ? null : new Outcome.Duplicate(before.version);
    }

    /** Null when a higher revision was not applied before. */
    Outcome stale(CloudEvent event) {
        Revision last = revisions.get(event.subject());
        return last != null && last.covers(event) ? new Outcome.Stale(last.version) : null;
    }

    /**
     * Takes a decision into account, for the events that follow in the batch and for {@link #save}. What is known of an id
     * stays, whatever was decided: a row that REMEMBER left alone would be taken for the work of a faster batch.
     */
    void note(Inbound decided) {
        if (!isNamed(decided) || decided.dryRun() || known(decided) != null) {
            return;
        }
        CloudEvent event = decided.event();
        switch (decided.outcome()) {
            case Outcome.Accepted accepted -> {
                Revision revision = new Revision(event.sourceEpoch(), event.aggregateVersion());
                noteSkipped(decided, revisions.put(event.subject(), revision));
                toAdvance.put(event.subject(), revision);
                remember(decided, false, accepted.version());
            }
            case Outcome.Stale stale -> {
                gaps.late(event.subject(), event.sourceEpoch(), event.aggregateVersion());
                remember(decided, false, null);
            }
            case Outcome.Rejected rejected -> remember(decided, true, null);
            case Outcome.Duplicate duplicate -> {
                // the first delivery is remembered
            }
        }
    }

    /** At the first sight of a subject everything below its revision was skipped. An epoch goes on counting, or back. */
    private void noteSkipped(Inbound decided, Revision last) {
        CloudEvent event = decided.event();
        long next = last == null ? 1 : last.version + 1;
        gaps.skipped(
                event.subject(),
                event.partitionKey(),
                decided.scopeCode(),
                event.sourceEpoch(),
                next,
                event.aggregateVersion() - 1);
    }

    void save(Connection connection, String sender, Instant now) throws SQLException {
        remember(connection);
        advance(connection);
        gaps.save(connection, sender, now);
    }

    private void remember(Inbound decided, boolean rejected, Long version) {
        seen.put(decided.id(), new Seen(decided.sha256(), rejected, version));
        toRemember.put(decided.id(), decided);
    }

    private void remember(Connection connection) throws SQLException {
        if (toRemember.isEmpty()) {
            return;
        }
        List<Inbound> all = List.copyOf(toRemember.values());
        try (PreparedStatement insert = connection.prepareStatement(REMEMBER)) {
            Columns.of(connection, insert, all, 1)
                    .same(source)
                    .add("text", Inbound::id)
                    .add("text", Inbound::sha256)
                    .add("text", each -> each.outcome().word())
                    .add("bigint", each -> Receipts.version(each.outcome()));
            if (insert.executeUpdate() < all.size()) {
                throw fasterOne();
            }
        }
    }

    private void advance(Connection connection) throws SQLException {
        if (toAdvance.isEmpty()) {
            return;
        }
        int advanced = 0;
        try (PreparedStatement upsert = connection.prepareStatement(ADVANCE)) {
            Columns.of(connection, upsert, List.copyOf(toAdvance.entrySet()), 1)
                    .same(source)
                    .add("text", Map.Entry::getKey)
                    .add("bigint", each -> each.getValue().epoch)
                    .add("bigint", each -> each.getValue().version);
            try (ResultSet row = upsert.executeQuery()) {
                while (row.next()) {
                    Long epoch = row.getObject(2, Long.class);
                    Revision before = epoch == null ? null : new Revision(epoch, row.getLong(3));
                    advanced += Objects.equals(before, stored.get(row.getString(1))) ? 1 : 0;
                }
            }
        }
        if (advanced < toAdvance.size()) {
            throw fasterOne();
        }
    }

    /** Another partition may bring the same id or subject at the same time; what it has done must be read first. */
    private static SQLException fasterOne() {
        return new SQLTransientException("another batch of this source was faster");
    }

    private static PreparedStatement select(Connection connection, String sql, String source, Stream<String> names)
            throws SQLException {
        PreparedStatement select = connection.prepareStatement(sql);
        Columns.of(connection, select, names.toList(), 1).same(source).add("text", name -> name);
        return select;
    }
}
