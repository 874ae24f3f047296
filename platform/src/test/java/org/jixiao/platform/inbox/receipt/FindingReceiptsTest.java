package org.jixiao.platform.inbox.receipt;

import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.jixiao.platform.Plumbing;
import org.jixiao.platform.Touched;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever receipts are listed by, few more are read than are answered, to operators and to a reader who may see them all. */
class FindingReceiptsTest {

    private static final UUID NEWEST = UUID.fromString("ffffffff-ffff-ffff-ffff-ffffffffffff");
    private static final Instant FIRST = Instant.parse("2025-01-01T00:00:00Z");
    private static final int PAGE = 100;
    /** Ids may be a minute ahead of the time of their receipt, of which there is one a second. */
    private static final int AHEAD = 60;

    /** Of each kind one at the beginning, so that whoever looks from the end passes all others. */
    private static final String MANY = """
            insert into receipt (receipt_id, sender, source, event_id, project_code, scope_code, topic, part,
                                 record_offset, sha256, outcome, code, dry_run, recorded_at)
            select uuidv7('2025-01-01Z'::timestamptz + make_interval(secs => n) - now()),
                   case n when 3 then 'rare-depot' else 'depot-' || n % 3 end,
                   'urn:depot', 'e' || n, 'P' || n % 5000, '440104019', 'depot.in.v1', 0, n, repeat('0', 64),
                   case n when 5 then 'STALE' else case n % 100 when 0 then 'REJECTED' else 'ACCEPTED' end end,
                   case n when 7 then 'INTERNAL' else case n % 100 when 0 then 'SCHEMA' end end, false,
                   '2025-01-01Z'::timestamptz + make_interval(secs => n)
              from generate_series(1, 20000) as n;
            analyze receipt;
            """;

    @RegisterExtension
    private final Plumbing plumbing = new Plumbing();

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = "440104%")
    void eachFilterReadsWhatItAnswers(String pattern) throws SQLException {
        Touched<ReceiptFilter> touched = touched(pattern);
        plumbing.execute(MANY);

        touched.are(
                1,
                filter("urn:depot", "e9", null, null, null, null),
                filter(null, null, "rare-depot", null, null, null),
                filter(null, null, null, "STALE", null, null),
                filter(null, null, null, null, "INTERNAL", null));
        touched.are(4, filter(null, null, null, null, null, "P11"));
        touched.are(PAGE + 1, filter(null, null, null, null, null, null));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = "440104%")
    void aTimeReadsTheMinuteThatFollowsToo(String pattern) throws SQLException {
        Touched<ReceiptFilter> touched = touched(pattern);
        plumbing.execute(MANY);

        touched.areBetween(60, 60 + AHEAD, answered(FIRST.plusSeconds(60), FIRST.plusSeconds(120)));
        touched.areBetween(PAGE + 1, PAGE + 1 + AHEAD, answered(FIRST.plusSeconds(60), FIRST.plusSeconds(10_000)));
        touched.areBetween(8, 8 + AHEAD, answered(Instant.parse("0001-01-01T00:00:00Z"), FIRST.plusSeconds(9)));
    }

    /** Lists as an operator, without a pattern, or as a reader who sees what it covers. */
    private Touched<ReceiptFilter> touched(String pattern) {
        String[] scope = pattern == null ? null : new String[] {pattern};
        return new Touched<>(
                plumbing, "receipt", (database, filter) -> new ReceiptLog(database).find(filter, scope, NEWEST, PAGE));
    }

    private static ReceiptFilter filter(
            String source, String id, String sender, String outcome, String code, String projectCode) {
        return new ReceiptFilter(source, id, sender, outcome, code, projectCode, null, null);
    }

    private static ReceiptFilter answered(Instant from, Instant to) {
        return new ReceiptFilter(null, null, null, null, null, null, from, to);
    }
}
