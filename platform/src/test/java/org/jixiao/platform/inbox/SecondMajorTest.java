package org.jixiao.platform.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jixiao.platform.Plumbing;
import org.jixiao.platform.TestClock;
import org.jixiao.platform.inbox.Counter.Receipt;
import org.jixiao.platform.problem.JsonSchema;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two majors of one type are taken side by side, each by its own schema, in one order of revisions. */
class SecondMajorTest {

    private static final String SECOND = "org.jixiao.parcel.reported.v2";
    private static final JsonSchema SECOND_SCHEMA =
            JsonSchema.ofResource("/org/jixiao/platform/inbox/parcel-reported-2.0.json");

    @RegisterExtension
    final Plumbing plumbing = new Plumbing();

    private Counter counter;

    @BeforeEach
    void open() throws SQLException {
        counter = Counter.open(
                plumbing, new TestClock(Instant.parse("2025-02-20T02:00:00Z")), Map.of(SECOND, SECOND_SCHEMA));
    }

    @Test
    void bothAreTakenInOneOrder() throws SQLException {
        List<Receipt> receipts = counter.hand(
                Report.ofParcel("P1").amount("1.00"),
                second(Report.ofParcel("P1").revision(2).amount("2.00")),
                Report.ofParcel("P1").revision(3).amount("3.00"),
                second(Report.ofParcel("P1").revision(3).amount("4.00")));

        assertThat(receipts).extracting(Receipt::verdict).containsExactly("ACCEPTED", "ACCEPTED", "ACCEPTED", "STALE");
        assertThat(plumbing.rows("select version, amount from parcel")).containsExactly(List.of("3", "3.00"));
    }

    @Test
    void eachIsHeldAgainstItsOwnSchema() throws SQLException {
        List<Receipt> receipts = counter.hand(
                Report.ofParcel("P1").data(data -> data.put("grams", 500)),
                Report.ofParcel("P2").with(json -> json.put("type", SECOND)),
                Report.ofParcel("P3").with(json -> json.put("type", "org.jixiao.parcel.reported.v3")));

        assertThat(receipts)
                .extracting(Receipt::verdict)
                .containsExactly("REJECTED SCHEMA", "REJECTED SCHEMA", "REJECTED UNKNOWN_TYPE");
        assertThat(receipts.getFirst().violations()).containsExactly("/data/grams UNKNOWN_FIELD");
        assertThat(receipts.get(1).violations()).containsExactly("/data/grams MISSING_FIELD");
    }

    private static Report second(Report report) {
        return report.with(json -> json.put("type", SECOND)).data(data -> data.put("grams", 500));
    }
}
