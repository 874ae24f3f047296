package org.jixiao.platform.inbox.gap;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Keeps account of the revisions that one batch of one source has skipped or brought late.
 *
 * <p>A gap means: a revision that we have neither applied nor judged stale, although a higher one was applied. Its content
 * never became known here; the higher revision, being full state, has healed its effect. So a rejected event does not fill
 * a gap, and leaves one once a higher revision is applied: it did arrive, but its content was refused. Sent again or
 * replayed, it is stale and fills it. A dry run neither opens nor fills anything. A gap is filled in its own epoch only:
 * after a restore, the producer counts its revisions anew.
 *
 * <p>What opens and closes within one batch was no more than reordering and is not recorded.
 */
public final class GapBook {

    private final String source;
    private final Map<String, List<Gap>> opened = new LinkedHashMap<>();
    private final List<Arrival> arrivals = new ArrayList<>();

    public GapBook(String source) {
        this.source = source;
    }

    private record Arrival(String subject, long epoch, long version) {}

    /** Revisions {@code from} to {@code to}, both included, were skipped; nothing happens when there are none. */
    public void skipped(String subject, String projectCode, String scopeCode, long epoch, long from, long to) {
        if (from <= to) {
            opened.computeIfAbsent(subject, key -> new ArrayList<>())
                    .add(new Gap(null, subject, projectCode, scopeCode, epoch, from, to, null));
        }
    }

    /** A revision came after a higher one: it is missing no longer, if it was. */
    public void late(String subject, long epoch, long version) {
        arrivals.add(new Arrival(subject, epoch, version));
    }

    /**
     * Writes what has changed; nothing is read or written for a batch without a skipped and a late revision. The rows of
     * {@code inbox_version} that this batch has advanced must have been written before.
     */
    public void save(Connection connection, String sender, Instant now) throws SQLException {
        if (opened.isEmpty() && arrivals.isEmpty()) {
            return;
        }
        GapRows rows = new GapRows(connection, source);
        Map<String, List<Gap>> gaps = new LinkedHashMap<>();
        opened.forEach((subject, skipped) -> gaps.put(subject, new ArrayList<>(skipped)));
        List<Gap> stored = arrivals.isEmpty()
                ? List.of()
                : rows.lockOpen(
                        arrivals.stream().map(Arrival::subject).distinct().toList());
        stored.forEach(each ->
                gaps.computeIfAbsent(each.subject(), key -> new ArrayList<>()).add(each));
        for (Arrival each : arrivals) {
            gaps.computeIfPresent(each.subject, (subject, open) -> Gap.without(open, each.epoch, each.version));
        }
        List<Gap> after = gaps.values().stream().flatMap(List::stream).toList();
        rows.write(sender, after, stored, now);
    }
}
