package org.jixiao.platform.inbox.gap;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jixiao.platform.inbox.Columns;

/** The gaps of one source in the database, for the transaction of one batch. */
final class GapRows {

    /**
     * Two batches may bring revisions of one subject at the same time, one of them a replay. Whoever comes second waits
     * here and reads the gaps afterwards, when it sees the parts that the first has made of them. A gap that a late
     * revision could fill was committed together with the higher revision that made it late, so none is overlooked.
     */
    private static final String LOCK = """
            select subject from inbox_version
             where source = ? and subject = any (?)
               and subject in (select subject from gap where source = ? and subject = any (?) and state = 'OPEN')
             order by subject for no key update
            """;

    private static final String READ = """
            select gap_id, subject, project_code, scope_code, epoch, from_version, to_version, noticed_at from gap
             where source = ? and subject = any (?) and state = 'OPEN'
             order by gap_id for update
            """;
    private static final String WRITE = """
            with changed as (
              update gap
                 set from_version = case when c.from_version > c.to_version then gap.from_version else c.from_version end,
                     to_version = case when c.from_version > c.to_version then gap.to_version else c.to_version end,
                     state = case when c.from_version > c.to_version then 'CLOSED' else 'OPEN' end,
                     closed_at = case when c.from_version > c.to_version then ?::timestamptz end
                from unnest(?::bigint[], ?::bigint[], ?::bigint[]) as c(gap_id, from_version, to_version)
               where gap.gap_id = c.gap_id)
            insert into gap (sender, source, noticed_at, subject, project_code, scope_code, epoch, from_version, to_version)
            select sender, source, coalesce(n.noticed_at, batch.noticed_at), subject, project_code, scope_code, epoch,
                   from_version, to_version
              from (select ?::text as sender, ?::text as source, ?::timestamptz as noticed_at) as batch,
                   unnest(?::text[], ?::text[], ?::text[], ?::bigint[], ?::bigint[], ?::bigint[], ?::timestamptz[])
                     as n(subject, project_code, scope_code, epoch, from_version, to_version, noticed_at)
            """;

    private final Connection connection;
    private final String source;

    GapRows(Connection connection, String source) {
        this.connection = connection;
        this.source = source;
    }

    /** The open gaps of these subjects, held until the transaction ends. */
    List<Gap> lockOpen(List<String> subjects) throws SQLException {
        List<String> withGaps = lock(subjects);
        List<Gap> gaps = new ArrayList<>();
        if (withGaps.isEmpty()) {
            return gaps;
        }
        try (PreparedStatement select = connection.prepareStatement(READ)) {
            Columns.of(connection, select, withGaps, 1).same(source).add("text", subject -> subject);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    gaps.add(new Gap(
                            row.getLong(1),
                            row.getString(2),
                            row.getString(3),
                            row.getString(4),
                            row.getLong(5),
                            row.getLong(6),
                            row.getLong(7),
                            row.getObject(8, OffsetDateTime.class).toInstant()));
                }
            }
        }
        return gaps;
    }

    private List<String> lock(List<String> subjects) throws SQLException {
        List<String> locked = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(LOCK)) {
            Columns.of(connection, select, subjects, 1)
                    .same(source)
                    .add("text", subject -> subject)
                    .same(source)
                    .add("text", subject -> subject);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    locked.add(row.getString(1));
                }
            }
        }
        return locked;
    }

    /** Changes the stored gaps that are different now, closes those of which nothing is left, adds the new ones. */
    void write(String sender, List<Gap> after, List<Gap> stored, Instant now) throws SQLException {
        List<Gap> changed = after.stream()
                .filter(each -> each.id() != null && !stored.contains(each))
                .toList();
        List<Gap> added = after.stream()
                .filter(each -> each.id() == null && !each.closed())
                .toList();
        if (changed.isEmpty() && added.isEmpty()) {
            return;
        }
        OffsetDateTime at = now.atOffset(ZoneOffset.UTC);
        try (PreparedStatement write = connection.prepareStatement(WRITE)) {
            Columns.of(connection, write, changed, 1)
                    .same(at)
                    .add("bigint", Gap::id)
                    .add("bigint", Gap::from)
                    .add("bigint", Gap::to);
            Columns.of(connection, write, added, 5)
                    .same(sender)
                    .same(source)
                    .same(at)
                    .add("text", Gap::subject)
                    .add("text", Gap::projectCode)
                    .add("text", Gap::scopeCode)
                    .add("bigint", Gap::epoch)
                    .add("bigint", Gap::from)
                    .add("bigint", Gap::to)
                    .add(
                            "timestamptz",
                            each -> each.noticedAt() == null
                                    ? null
                                    : each.noticedAt().atOffset(ZoneOffset.UTC).toString());
            write.executeUpdate();
        }
    }
}
