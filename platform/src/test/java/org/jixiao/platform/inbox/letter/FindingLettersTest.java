package org.jixiao.platform.inbox.letter;

import java.sql.SQLException;
import java.time.Instant;
import org.jixiao.platform.Plumbing;
import org.jixiao.platform.Touched;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Whatever dead letters are listed by, no more are read than are answered. */
class FindingLettersTest {

    private static final int PAGE = 100;

    /** Of each kind some at the beginning, so that whoever looks from the end passes all others; of two more than a page. */
    private static final String MANY = """
            insert into rejected_event (subscription, topic, part, record_offset, record_timestamp, sha256, code, reason,
                                        rejected_at, state, resolved_at)
            select 'ledger',
                   case when n <= 300 then 'other.v1' when n = 305 then 'depot.in.rare-depot.v1'
                        else 'depot.in.depot.v1' end, 0, n,
                   now(), repeat('0', 64), case n when 7 then 'INTERNAL' else 'SCHEMA' end, '',
                   '2025-01-01Z'::timestamptz + make_interval(secs => n),
                   case when n <= 300 then 'OPEN' else 'RESOLVED' end, case when n > 300 then now() end
              from generate_series(1, 20000) as n;
            analyze rejected_event;
            """;

    @RegisterExtension
    private final Plumbing plumbing = new Plumbing();

    private final Touched<LetterFilter> touched = new Touched<>(
            plumbing, "rejected_event", (database, filter) -> new Letters(database).find(filter, Long.MAX_VALUE, PAGE));

    @Test
    void eachFilterReadsWhatItAnswers() throws SQLException {
        plumbing.execute(MANY);

        touched.are(
                1,
                new LetterFilter(null, "rare-depot", null, null, null, null),
                new LetterFilter(null, null, "INTERNAL", null, null, null),
                new LetterFilter(null, null, null, null, null, Instant.parse("2025-01-01T00:00:02Z")));
        touched.are(
                PAGE + 1,
                new LetterFilter("other.v1", null, null, null, null, null),
                new LetterFilter(null, null, null, "OPEN", null, null),
                new LetterFilter(null, null, null, null, null, null));
    }
}
