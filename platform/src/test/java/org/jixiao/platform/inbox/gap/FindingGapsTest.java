package org.jixiao.platform.inbox.gap;

import java.sql.SQLException;
import java.time.Clock;
import org.jixiao.platform.Plumbing;
import org.jixiao.platform.Touched;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever gaps are listed by, no more are read than are answered, to operators and to a reader who may see them all. */
class FindingGapsTest {

    private static final int PAGE = 100;

    /** Of each kind some at the end, so that whoever looks from the beginning passes all others; more than a page is open. */
    private static final String MANY = """
            insert into gap (sender, source, subject, project_code, scope_code, epoch, from_version, to_version, noticed_at,
                             state, closed_at)
            select case n when 19999 then 'rare-depot' else 'depot' end, 'urn:depot', 'parcel/' || n,
                   case n when 19998 then 'RARE' else 'P' || n % 100 end, '440104019', 1, 1, 1, now(),
                   case when n > 19700 then 'OPEN' else 'CLOSED' end, case when n <= 19700 then now() end
              from generate_series(1, 20000) as n;
            analyze gap;
            """;

    @RegisterExtension
    private final Plumbing plumbing = new Plumbing();

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = "440104%")
    void eachFilterReadsWhatItAnswers(String pattern) throws SQLException {
        String[] scope = pattern == null ? null : new String[] {pattern};
        Touched<Gaps.Filter> touched = new Touched<>(
                plumbing,
                "gap",
                (database, filter) -> new Gaps(database, Clock.systemUTC()).find(filter, scope, 0, PAGE));
        plumbing.execute(MANY);

        touched.are(1, new Gaps.Filter("rare-depot", null, null), new Gaps.Filter(null, "RARE", null));
        touched.are(PAGE + 1, new Gaps.Filter(null, null, "OPEN"), new Gaps.Filter(null, null, null));
    }
}
