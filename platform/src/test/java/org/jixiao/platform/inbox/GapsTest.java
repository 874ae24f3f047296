package org.jixiao.platform.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jixiao.platform.Plumbing;
import org.jixiao.platform.TestClock;
import org.jixiao.platform.inbox.Counter.Receipt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Revisions that a sender has skipped stay on the list until they come. */
class GapsTest {

    @RegisterExtension
    final Plumbing plumbing = new Plumbing();

    private final TestClock clock = new TestClock(Instant.parse("2025-02-20T02:00:00Z"));
    private Counter counter;

    @BeforeEach
    void open() throws SQLException {
        counter = Counter.open(plumbing, clock);
    }

    @Test
    void revisionsThatFollowEachOtherLeaveNone() throws Exception {
        counter.hand(revision(1), revision(2));

        counter.hand(revision(3));

        assertThat(gaps()).isEmpty();
    }

    @Test
    void jumpIsAppliedAndRecorded() throws Exception {
        counter.hand(revision(1));

        Receipt receipt = counter.hand(revision(5)).getFirst();

        assertThat(receipt.verdict()).isEqualTo("ACCEPTED");
        assertThat(
                        plumbing.rows(
                                "select sender, source, subject, project_code, scope_code, epoch, from_version, to_version, state from gap"))
                .containsExactly(List.of(
                        "east-depot",
                        "urn:jixiao:sender:east-depot",
                        "parcel/P1",
                        "P1",
                        "440104",
                        "1",
                        "2",
                        "4",
                        "OPEN"));
    }

    @Test
    void everythingBelowTheFirstRevisionOfASubjectIsMissing() throws Exception {
        counter.hand(revision(4));

        assertThat(gaps()).containsExactly("1: 1-3 OPEN");
    }

    @Test
    void lateRevisionNarrowsSplitsAndCloses() throws Exception {
        counter.hand(revision(9));

        counter.hand(revision(1));
        assertThat(gaps()).as("narrowed from below").containsExactly("1: 2-8 OPEN");
        counter.hand(revision(8));
        assertThat(gaps()).as("narrowed from above").containsExactly("1: 2-7 OPEN");
        counter.hand(revision(4));
        assertThat(gaps()).as("split").containsExactly("1: 2-3 OPEN", "1: 5-7 OPEN");
        counter.hand(revision(3), revision(2));
        assertThat(gaps()).as("closed").containsExactly("1: 2-3 CLOSED", "1: 5-7 OPEN");
    }

    @Test
    void partOfASplitGapKeepsItsAgeAndWhomItConcerns() throws Exception {
        counter.hand(revision(4));
        clock.advance(Duration.ofHours(3));

        counter.hand(revision(2));

        assertThat(plumbing.rows("select noticed_at = '2025-02-20T02:00:00Z', scope_code from gap"))
                .containsExactly(List.of("t", "440104"), List.of("t", "440104"));
    }

    @Test
    void closedGapSaysWhenItWasClosed() throws Exception {
        counter.hand(revision(2));
        clock.advance(Duration.ofHours(3));

        counter.hand(revision(1));

        assertThat(plumbing.value("select closed_at - noticed_at from gap")).isEqualTo("03:00:00");
    }

    @Test
    void whatIsOnlyReorderedWithinABatchIsNoGap() throws Exception {
        counter.hand(revision(1), revision(4), revision(2), revision(3));

        assertThat(gaps()).isEmpty();
    }

    @Test
    void batchCanFillAnOldGapAndOpenANewOne() throws Exception {
        counter.hand(revision(3));

        counter.hand(revision(6), revision(1), revision(4));

        assertThat(gaps()).containsExactly("1: 2-2 OPEN", "1: 5-5 OPEN");
    }

    @Test
    void duplicateFillsNothingTwice() throws Exception {
        Report late = revision(2);
        counter.hand(revision(4));

        counter.hand(late, late);
        counter.hand(late);

        assertThat(gaps()).containsExactly("1: 1-1 OPEN", "1: 3-3 OPEN");
    }

    @Test
    void dryRunNeitherOpensNorFills() throws Exception {
        counter.hand(revision(3));

        counter.hand(revision(2).dryRun(), revision(9).dryRun());

        assertThat(gaps()).containsExactly("1: 1-2 OPEN");
    }

    @Test
    void refusedRevisionIsMissingOnceAHigherOneIsAppliedAndFilledWhenItIsSentAgain() throws Exception {
        Report refused = revision(2).carrier("pigeons");
        counter.hand(revision(1), refused, revision(3));
        List<String> before = gaps();

        Receipt again = counter.hand(refused).getFirst();

        assertThat(before).containsExactly("1: 2-2 OPEN");
        assertThat(again.verdict()).isEqualTo("STALE");
        assertThat(gaps()).containsExactly("1: 2-2 CLOSED");
    }

    @Test
    void epochThatGoesOnCountingLeavesNoneAndAJumpIntoOneDoes() throws Exception {
        counter.hand(revision(1), revision(2));
        counter.hand(revision(3).epoch(2));
        List<String> goneOn = gaps();

        counter.hand(revision(6).epoch(3));

        assertThat(goneOn).isEmpty();
        assertThat(gaps()).containsExactly("3: 4-5 OPEN");
    }

    @Test
    void epochThatStartsAnewLeavesNone() throws Exception {
        counter.hand(revision(1), revision(2), revision(3));

        counter.hand(revision(2).epoch(2), revision(3).epoch(2));

        assertThat(gaps()).isEmpty();
    }

    @Test
    void revisionOfAnotherEpochFillsNothing() throws Exception {
        counter.hand(revision(3));

        counter.hand(revision(4).epoch(2), revision(1).epoch(2), revision(2));

        assertThat(gaps()).containsExactly("1: 1-1 OPEN");
    }

    @Test
    void givenUpGapStaysGivenUp() throws Exception {
        counter.hand(revision(3));
        plumbing.execute(
                "update gap set state = 'GIVEN_UP', given_up_by = 'liang', reason = 'lost', closed_at = now()");

        counter.hand(revision(2));

        assertThat(gaps()).containsExactly("1: 1-2 GIVEN_UP");
    }

    @Test
    void subjectsAreKeptApart() throws Exception {
        counter.hand(revision(3), Report.ofParcel("P2").revision(2));

        counter.hand(revision(2), Report.ofParcel("P2").revision(1));

        assertThat(plumbing.rows("select subject, from_version, to_version from gap where state = 'OPEN'"))
                .containsExactly(List.of("parcel/P1", "1", "1"));
    }

    @Test
    void twoLateRevisionsOfOneGapInTwoPartitionsAtOnceBothFillIt() throws Exception {
        counter.hand(revision(9));

        Overlap.of(plumbing, counter.intake(), records(revision(4)), records(revision(6)));

        assertThat(gaps()).containsExactly("1: 1-3 OPEN", "1: 5-5 OPEN", "1: 7-8 OPEN");
    }

    @Test
    void firstTwoRevisionsInTwoPartitionsAtOnceLeaveNone() throws Exception {
        Overlap.of(plumbing, counter.intake(), records(revision(1)), records(revision(2)));

        assertThat(gaps()).isEmpty();
        assertThat(plumbing.value("select version from inbox_version")).isEqualTo("2");
    }

    private static Report revision(long revision) {
        return Report.ofParcel("P1").revision(revision).amount(revision + ".00");
    }

    private List<ConsumerRecord<byte[], byte[]>> records(Report report) {
        return List.of(counter.record(report.key(), report.bytes()));
    }

    private List<String> gaps() {
        return plumbing.rows("""
                        select epoch || ': ' || from_version || '-' || to_version || ' ' || state from gap
                         order by epoch, from_version, state
                        """).stream().map(List::getFirst).toList();
    }
}
