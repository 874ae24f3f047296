package org.jixiao.platform.closing;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.jixiao.platform.inbox.CloudEvent;
import org.jixiao.platform.inbox.Outcome;
import org.jixiao.platform.problem.Problem;
import org.jixiao.platform.problem.ProblemCode;
import org.jixiao.platform.problem.Text;
import org.jixiao.platform.problem.Violation;

/**
 * The years that are closed for somebody, as far as a batch or request has to know them. Whoever asks shares the years
 * until the transaction ends, and closing a year takes it alone: no write slips in between a comparison and its closing.
 */
public final class ClosedYears {

    /** First key of the advisory locks, the second being the year: "year" in ASCII, the high bit of each letter clear. */
    private static final int LOCKS = 0x79656172;

    private static final String SHARE =
            "select pg_advisory_xact_lock_shared(?, fiscal_year) from unnest(?::int[]) as fiscal_year";
    private static final String TAKE = "select pg_advisory_xact_lock(?, ?)";

    /** A statement of its own, after the locks: it has to see what was committed while they were waited for. */
    private static final String CLOSED = """
            select fiscal_year, 'urn:jixiao:sender:' || sender from closed_year where fiscal_year = any (?)
            union all
            select closed.fiscal_year, about.subject
              from closed_year closed cross join unnest(?::text[]) as about(subject)
             where closed.fiscal_year = any (?)
               and exists (select from inbox_version reported
                            where reported.source = 'urn:jixiao:sender:' || closed.sender
                              and reported.subject = about.subject)
            """;

    private static final ProblemCode CODE =
            new ProblemCode("CLOSED_YEAR", 422, Text.of("该年度已关账", "The year is closed"));

    private final Set<Closed> closed = new HashSet<>();

    private ClosedYears() {}

    /** A year that is closed for a source, or for a subject that a source has reported. */
    private record Closed(int fiscalYear, String name) {}

    /**
     * Shares the years and reads what is closed. To be asked before anything of these years is locked or read.
     *
     * @param subjects as events name them
     */
    public static ClosedYears among(Connection connection, Collection<Integer> years, Collection<String> subjects)
            throws SQLException {
        ClosedYears known = new ClosedYears();
        Array sorted = connection.createArrayOf(
                "int4", years.stream().distinct().sorted().toArray());
        try (PreparedStatement share = connection.prepareStatement(SHARE);
                PreparedStatement select = connection.prepareStatement(CLOSED)) {
            share.setInt(1, LOCKS);
            share.setArray(2, sorted);
            share.execute();
            select.setArray(1, sorted);
            select.setArray(
                    2,
                    connection.createArrayOf(
                            "text", subjects.stream().distinct().toArray()));
            select.setArray(3, sorted);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    known.closed.add(new Closed(row.getInt(1), row.getString(2)));
                }
            }
        }
        return known;
    }

    /** Waits until nobody writes to the year, and keeps it alone until the transaction ends. */
    static void take(Connection connection, int fiscalYear) throws SQLException {
        try (PreparedStatement take = connection.prepareStatement(TAKE)) {
            take.setInt(1, LOCKS);
            take.setInt(2, fiscalYear);
            take.execute();
        }
    }

    /** Why an event about this year is rejected; null when the year is open for its sender and its subject. */
    public Outcome.Rejected rejection(CloudEvent event, int fiscalYear) {
        if (!closed.contains(new Closed(fiscalYear, event.source())) && !isClosed(event.subject(), fiscalYear)) {
            return null;
        }
        return new Outcome.Rejected(
                Outcome.Code.CLOSED_YEAR, new Violation("/data/fiscalYear", CODE.code(), text(fiscalYear)));
    }

    /** @throws Problem CLOSED_YEAR when a sender that has reported the subject has closed the year */
    public void requireOpen(String subject, int fiscalYear) {
        if (isClosed(subject, fiscalYear)) {
            throw new Problem(CODE, text(fiscalYear));
        }
    }

    private boolean isClosed(String subject, int fiscalYear) {
        return closed.contains(new Closed(fiscalYear, subject));
    }

    private static Text text(int fiscalYear) {
        return Text.of("%d 年度已关账，重新开账之后才能更改", "%d is closed and can change only after it was reopened", fiscalYear);
    }
}
