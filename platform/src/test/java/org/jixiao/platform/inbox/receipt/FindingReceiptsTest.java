package org.jixiao.platform.inbox.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.api.SoftAssertions;
import org.jixiao.platform.Plumbing;
import org.jixiao.platform.Touched;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Whatever receipts are listed by, few more are read than are answered. */
class FindingReceiptsTest {

    private static final UUID NEWEST = UUID.fromString("ffffffff-ffff-ffff-ffff-ffffffffffff");
    private static final Instant FIRST = Instant.parse("2025-01-01T00:00:00Z");
    private static final int PAGE = 100;

    /** Of each kind one at the beginning, so that whoever looks from the end passes all others. */
    private static final String MANY = """
            insert into receipt (receipt_id, sender, source, event_id, project_code, topic, part, record_offset, sha256,
                                 outcome, code, dry_run, recorded_at)
            select uuidv7(make_interval(secs => n - 30000)), case n when 3 then 'rare-depot' else 'depot-' || n % 3 end,
                   'urn:depot', 'e' || n, 'P' || n % 5000, 'depot.in.v1', 0, n, repeat('0', 64),
                   case n when 5 then 'STALE' else case n % 100 when 0 then 'REJECTED' else 'ACCEPTED' end end,
                   case n when 7 then 'INTERNAL' else case n % 100 when 0 then 'SCHEMA' end end, false,
                   '2025-01-01Z'::timestamptz + make_interval(secs => n)
              from generate_series(1, 20000) as n;
            analyze receipt;
            """;

    @RegisterExtension
    private final Plumbing plumbing = new Plumbing();

    @Test
    void eachFilterReadsWhatItAnswers() throws SQLException {
        plumbing.execute(MANY);
        Map<ReceiptFilter, Integer> filters = new LinkedHashMap<>();
        filters.put(filter("urn:depot", "e9", null, null, null, null), 1);
        filters.put(filter(null, null, "rare-depot", null, null, null), 1);
        filters.put(filter(null, null, null, "STALE", null, null), 1);
        filters.put(filter(null, null, null, null, "INTERNAL", null), 1);
        filters.put(filter(null, null, null, null, null, "P11"), 4);

        SoftAssertions each = new SoftAssertions();
        for (Map.Entry<ReceiptFilter, Integer> filter : filters.entrySet()) {
            each.assertThat(touched(filter.getKey()))
                    .as("%s", filter.getKey())
                    .isBetween((long) filter.getValue(), filter.getValue() + Touched.BY_THE_PLANNER);
        }
        each.assertAll();
        assertThat(touched(filter(null, null, null, null, null, null)))
                .isLessThanOrEqualTo(PAGE + 1 + Touched.BY_THE_PLANNER);
        assertThat(touched(new ReceiptFilter(
                        null, null, null, null, null, null, FIRST.plusSeconds(60), FIRST.plusSeconds(120))))
                .isBetween(60L, 60 + Touched.BY_THE_PLANNER);
    }

    private long touched(ReceiptFilter filter) throws SQLException {
        return Touched.rows(
                plumbing.database(), "receipt", database -> new ReceiptLog(database).find(filter, null, NEWEST, PAGE));
    }

    private static ReceiptFilter filter(
            String source, String id, String sender, String outcome, String code, String projectCode) {
        return new ReceiptFilter(source, id, sender, outcome, code, projectCode, null, null);
    }
}
