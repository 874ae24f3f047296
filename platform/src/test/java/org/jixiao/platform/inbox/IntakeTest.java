package org.jixiao.platform.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jixiao.platform.Plumbing;
import org.jixiao.platform.TestClock;
import org.jixiao.platform.inbox.Counter.Receipt;
import org.jixiao.platform.problem.JsonSchema;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What becomes of an inbound event: exactly one receipt, and an effect exactly when it says ACCEPTED. */
class IntakeTest {

    @RegisterExtension
    final Plumbing plumbing = new Plumbing();

    private final TestClock clock = new TestClock(Instant.parse("2025-02-20T02:00:00Z"));
    private Counter counter;

    @BeforeEach
    void open() throws SQLException {
        counter = Counter.open(plumbing, clock);
    }

    @Test
    void newEventIsAccepted() throws Exception {
        Report report = Report.ofParcel("P1").amount("12.34");

        Receipt receipt = counter.hand(report).getFirst();

        assertThat(receipt.verdict()).isEqualTo("ACCEPTED");
        assertThat(receipt.version()).isEqualTo(1);
        assertThat(receipt.key()).isEqualTo("P1");
        assertThat(receipt.inReplyTo("id")).isEqualTo(report.id());
        assertThat(receipt.inReplyTo("source")).isEqualTo("urn:jixiao:sender:east-depot");
        assertThat(receipt.inReplyTo("topic")).isEqualTo(plumbing.topicName("in.east-depot.v1"));
        assertThat(receipt.inReplyTo("partition")).isEqualTo("1");
        assertThat(receipt.inReplyTo("offset")).isEqualTo("0");
        assertThat(receipt.inReplyTo("sha256")).isEqualTo(DeadLetters.sha256(report.bytes()));
        assertThat(receipt.event().get("causationid").asText()).isEqualTo(report.id());
        assertThat(receipt.event().get("type").asText()).isEqualTo("org.jixiao.parcel.receipt.v1");
        assertThat(receipt.event().get("subject").asText()).isEqualTo("parcel/P1");
        assertThat(parcels()).containsExactly(List.of("P1", "1", "12.34"));
        assertThat(published()).containsExactly("P1 1");
    }

    @Test
    void sameIdWithTheSameBytesIsADuplicateThatNamesWhatTheFirstLedTo() throws Exception {
        Report report = Report.ofParcel("P1");
        counter.hand(report);
        counter.hand(Report.ofParcel("P1").revision(2).amount("20.00"));

        Receipt receipt = counter.hand(report).getFirst();

        assertThat(receipt.verdict()).isEqualTo("DUPLICATE");
        assertThat(receipt.version()).isEqualTo(1);
        assertThat(parcels()).containsExactly(List.of("P1", "2", "20.00"));
    }

    @Test
    void sameIdTwiceInOneBatchIsADuplicate() throws Exception {
        Report report = Report.ofParcel("P1");

        List<Receipt> receipts = counter.hand(report, report);

        assertThat(receipts).extracting(Receipt::verdict).containsExactly("ACCEPTED", "DUPLICATE");
        assertThat(receipts).extracting(Receipt::version).containsExactly(1L, 1L);
        assertThat(published()).containsExactly("P1 1");
    }

    @Test
    void lowerOrEqualRevisionIsStale() throws Exception {
        counter.hand(Report.ofParcel("P1").revision(5));

        List<Receipt> receipts = counter.hand(
                Report.ofParcel("P1").revision(4).amount("4.00"),
                Report.ofParcel("P1").revision(5).amount("5.00"));

        assertThat(receipts).extracting(Receipt::verdict).containsExactly("STALE", "STALE");
        assertThat(receipts).extracting(Receipt::version).containsExactly(5L, 5L);
        assertThat(parcels()).containsExactly(List.of("P1", "1", "10.00"));
        assertThat(plumbing.rows("select * from rejected_event")).isEmpty();
    }

    @Test
    void staleEventThatComesAgainIsADuplicateThatLedToNothing() throws Exception {
        Report stale = Report.ofParcel("P1").revision(4);
        counter.hand(Report.ofParcel("P1").revision(5));

        List<Receipt> together = counter.hand(stale, stale);
        Receipt later = counter.hand(stale).getFirst();

        assertThat(together).extracting(Receipt::verdict).containsExactly("STALE", "DUPLICATE");
        assertThat(together.getLast().version()).isNull();
        assertThat(later.verdict()).isEqualTo("DUPLICATE");
        assertThat(later.version()).isNull();
    }

    @Test
    void higherEpochStartsAnew() throws Exception {
        counter.hand(Report.ofParcel("P1").revision(5));

        List<Receipt> receipts = counter.hand(
                Report.ofParcel("P1").epoch(2).revision(1).amount("1.00"),
                Report.ofParcel("P1").epoch(1).revision(6).amount("6.00"));

        assertThat(receipts).extracting(Receipt::verdict).containsExactly("ACCEPTED", "STALE");
        assertThat(parcels()).containsExactly(List.of("P1", "2", "1.00"));
    }

    @Test
    void jumpInRevisionsIsApplied() throws Exception {
        counter.hand(Report.ofParcel("P1"));

        Receipt receipt =
                counter.hand(Report.ofParcel("P1").revision(7).amount("7.00")).getFirst();

        assertThat(receipt.verdict()).isEqualTo("ACCEPTED");
        assertThat(parcels()).containsExactly(List.of("P1", "2", "7.00"));
    }

    @Test
    void twoEventsOfOneSubjectInOneBatchFollowEachOther() throws Exception {
        List<Receipt> receipts = counter.hand(
                Report.ofParcel("P1").revision(1).amount("1.00"),
                Report.ofParcel("P2").revision(1).amount("9.00"),
                Report.ofParcel("P1").revision(2).amount("2.00"),
                Report.ofParcel("P1").revision(2).amount("3.00"));

        assertThat(receipts).extracting(Receipt::verdict).containsExactly("ACCEPTED", "ACCEPTED", "ACCEPTED", "STALE");
        assertThat(parcels()).containsExactly(List.of("P1", "2", "2.00"), List.of("P2", "1", "9.00"));
        assertThat(published()).containsExactly("P1 1", "P2 1", "P1 2");
    }

    @Test
    void sameIdWithOtherBytesIsAConflict() throws Exception {
        Report report = Report.ofParcel("P1");
        counter.hand(report);

        Receipt receipt = counter.hand(report.revision(2).amount("99.00")).getFirst();

        assertThat(receipt.verdict()).isEqualTo("REJECTED ID_CONFLICT");
        assertThat(parcels()).containsExactly(List.of("P1", "1", "10.00"));
        assertThat(rejected()).containsExactly("ID_CONFLICT");
        assertThat(counter.hand(report).getFirst().verdict())
                .as("the first is still known")
                .isEqualTo("DUPLICATE");
    }

    @Test
    void sameIdWithOtherBytesInOneBatchIsAConflict() throws Exception {
        Report report = Report.ofParcel("P1");

        List<Receipt> receipts = counter.hand(report, report.revision(2).amount("99.00"));

        assertThat(receipts).extracting(Receipt::verdict).containsExactly("ACCEPTED", "REJECTED ID_CONFLICT");
        assertThat(parcels()).containsExactly(List.of("P1", "1", "10.00"));
    }

    @Test
    void idThatWasRefusedOutOfScopeIsAConflictWithOtherBytes() throws Exception {
        Report refused = Report.ofParcel("P1").zone("110101");
        counter.hand(refused);

        List<Receipt> receipts = counter.hand(
                refused.amount("2.00"),
                refused.zone("440104"),
                refused,
                Report.ofParcel("P1").amount("3.00"));

        assertThat(receipts)
                .extracting(Receipt::verdict)
                .containsExactly(
                        "REJECTED ID_CONFLICT", "REJECTED ID_CONFLICT", "REJECTED UNAUTHORISED_REGION", "ACCEPTED");
        assertThat(parcels()).containsExactly(List.of("P1", "1", "3.00"));
    }

    @Test
    void idThatWasRefusedForItsFormIsAConflictWithOtherBytes() throws Exception {
        Report refused = Report.ofParcel("P1").amount("1");
        counter.hand(refused);

        List<Receipt> receipts = counter.hand(refused.amount("1.00"), refused, Report.ofParcel("P1"));

        assertThat(receipts)
                .extracting(Receipt::verdict)
                .containsExactly("REJECTED ID_CONFLICT", "REJECTED AMOUNT_FORMAT", "ACCEPTED");
    }

    @Test
    void idThatWasRefusedForItsFormInTheSameBatchIsAConflictWithOtherBytes() throws Exception {
        Report refused = Report.ofParcel("P1").with(json -> json.put("type", "other"));

        List<Receipt> receipts = counter.hand(refused, refused.with(json -> json.put("type", Parcels.TYPE)));

        assertThat(receipts)
                .extracting(Receipt::verdict)
                .containsExactly("REJECTED UNKNOWN_TYPE", "REJECTED ID_CONFLICT");
    }

    @Test
    void eventThatWasRefusedForItsKeyIsAcceptedUnderTheRightOne() throws Exception {
        Report report = Report.ofParcel("P1");
        counter.hand("P2".getBytes(UTF_8), report.bytes());

        List<Receipt> receipts = counter.hand(report, report);

        assertThat(receipts).extracting(Receipt::verdict).containsExactly("ACCEPTED", "DUPLICATE");
    }

    @Test
    void noIdIsUsedByAnEventOfAnotherSourceOrByADryRun() throws Exception {
        Report foreign = Report.ofParcel("P1").with(json -> json.put("source", "urn:jixiao:sender:west-depot"));
        Report dry = Report.ofParcel("P2").dryRun().amount("1");
        counter.hand(foreign, dry);

        List<Receipt> receipts = counter.hand(
                Report.ofParcel("P1").id(foreign.id()), Report.ofParcel("P2").id(dry.id()));

        assertThat(receipts).extracting(Receipt::verdict).containsExactly("ACCEPTED", "ACCEPTED");
    }

    @Test
    void whatWasAcceptedIsKnownAlsoWhenItsSenderMaySpeakNoMore() throws Exception {
        Report report = Report.ofParcel("P1");
        counter.hand(report);
        plumbing.execute("delete from sender_region");

        List<Receipt> receipts = counter.hand(
                report, report.amount("2.00"), Report.ofParcel("P1").revision(2));

        assertThat(receipts)
                .extracting(Receipt::verdict)
                .containsExactly("DUPLICATE", "REJECTED ID_CONFLICT", "REJECTED UNAUTHORISED_REGION");
        assertThat(remembered(report)).containsExactly("ACCEPTED 1");
    }

    @Test
    void whatWasAcceptedIsKnownAlsoWhenItsSenderIsRetired() throws Exception {
        Report report = Report.ofParcel("P1");
        counter.hand(report);
        retire();

        List<Receipt> receipts = counter.hand(report, report.amount("2.00"), Report.ofParcel("P2"));

        assertThat(receipts)
                .extracting(Receipt::verdict)
                .containsExactly("DUPLICATE", "REJECTED ID_CONFLICT", "REJECTED UNAUTHORISED_REGION");
    }

    @Test
    void whatWasAcceptedStaysRememberedWhenItsIdComesOutOfScopeInTheSameBatch() throws Exception {
        Report report = Report.ofParcel("P1");

        List<Receipt> receipts = counter.hand(report, report.zone("110101"));

        assertThat(receipts).extracting(Receipt::verdict).containsExactly("ACCEPTED", "REJECTED ID_CONFLICT");
        assertThat(remembered(report)).containsExactly("ACCEPTED 1");
    }

    @Test
    void authorityIsAskedBeforeTheOrderOfRevisions() throws Exception {
        counter.hand(Report.ofParcel("P1").revision(5));

        Receipt receipt =
                counter.hand(Report.ofParcel("P1").revision(4).zone("110101")).getFirst();

        assertThat(receipt.verdict()).isEqualTo("REJECTED UNAUTHORISED_REGION");
    }

    @Test
    void whatIsKnownOfAnIdStaysWhateverWasDecided() throws Exception {
        Report report = Report.ofParcel("P1");
        counter.hand(report);
        Inbound refused = accepted(report).with(EventForm.outOfScope("110101"));

        plumbing.inTransaction(connection -> save(connection, refused));

        assertThat(remembered(report)).containsExactly("ACCEPTED 1");
    }

    @Test
    void rejectedEventThatIsSentAgainAsItWasIsAcceptedOnceItsReferenceIsThere() throws Exception {
        Report report = Report.ofParcel("P1").carrier("pigeons");
        List<Receipt> before = counter.hand(report);
        plumbing.execute("insert into carrier values ('pigeons')");

        List<Receipt> after = counter.hand(report, report);

        assertThat(before).extracting(Receipt::verdict).containsExactly("REJECTED UNKNOWN_REFERENCE");
        assertThat(before.getFirst().data().get("retryable").booleanValue()).isTrue();
        assertThat(before.getFirst().violations()).containsExactly("/data/carrier UNKNOWN_REFERENCE");
        assertThat(after).extracting(Receipt::verdict).containsExactly("ACCEPTED", "DUPLICATE");
        assertThat(parcels()).containsExactly(List.of("P1", "1", "10.00"));
        assertThat(plumbing.rows("select outcome, version from inbox_event")).containsExactly(List.of("ACCEPTED", "1"));
    }

    @Test
    void dryRunHasNoEffectButAReceipt() throws Exception {
        Report report = Report.ofParcel("P1").dryRun();

        List<Receipt> receipts = counter.hand(report, report);

        assertThat(receipts).extracting(Receipt::verdict).containsExactly("ACCEPTED", "ACCEPTED");
        assertThat(receipts).extracting(Receipt::dryRun).containsExactly(true, true);
        assertThat(parcels()).isEmpty();
        assertThat(published()).isEmpty();
        assertThat(plumbing.rows("select * from inbox_event")).isEmpty();
        assertThat(plumbing.rows("select * from inbox_version")).isEmpty();
    }

    @Test
    void dryRunThatIsRejectedLeavesNoDeadLetter() throws Exception {
        List<Receipt> receipts = counter.hand(
                Report.ofParcel("P1").dryRun().carrier("pigeons"),
                Report.ofParcel("P1").dryRun().amount("1,000.00"));

        assertThat(receipts)
                .extracting(Receipt::verdict)
                .containsExactly("REJECTED UNKNOWN_REFERENCE", "REJECTED AMOUNT_FORMAT");
        assertThat(receipts).extracting(Receipt::dryRun).containsExactly(true, true);
        assertThat(rejected()).isEmpty();
        assertThat(deadLetters()).isZero();
    }

    @Test
    void senderMaySpeakOnlyForItsRegionsOnTheDayItIs() throws Exception {
        List<Receipt> inside = counter.hand(Report.ofParcel("P1").zone("440104"));
        List<Receipt> outside = counter.hand(
                Report.ofParcel("P2").zone("440106"),
                Report.ofParcel("P3").zone("440105"),
                Report.ofParcel("P4").zone("440100"));

        assertThat(inside).extracting(Receipt::verdict).containsExactly("ACCEPTED");
        assertThat(outside).extracting(Receipt::verdict).containsOnly("REJECTED UNAUTHORISED_REGION");
        assertThat(parcels()).containsExactly(List.of("P1", "1", "10.00"));
    }

    @Test
    void unknownSenderMaySpeakForNothing() throws Exception {
        plumbing.execute("delete from sender_region");
        Report report = Report.ofParcel("P1");

        Receipt receipt = counter.hand(report).getFirst();

        assertThat(receipt.verdict()).isEqualTo("REJECTED UNAUTHORISED_REGION");
        assertThat(parcels()).isEmpty();

        plumbing.execute("insert into sender_region values ('east-depot', '440100', '2020-01-01', null)");
        assertThat(counter.hand(report).getFirst().verdict())
                .as("once registered")
                .isEqualTo("ACCEPTED");
    }

    @Test
    void retiredSenderIsToldSo() throws Exception {
        retire();

        Receipt receipt = counter.hand(Report.ofParcel("P1")).getFirst();

        assertThat(receipt.verdict()).isEqualTo("REJECTED UNAUTHORISED_REGION");
        assertThat(receipt.violations()).containsExactly("/source SENDER_RETIRED");
        assertThat(receipt.data().get("retryable").booleanValue()).isTrue();
        assertThat(parcels()).isEmpty();
    }

    @Test
    void grantBeginsAtMidnightInChina() throws Exception {
        plumbing.execute("delete from sender_region");
        plumbing.execute("insert into sender_region values ('east-depot', '440104', '2025-02-21', '2025-02-21')");
        clock.advance(Duration.between(clock.instant(), Instant.parse("2025-02-20T15:59:59Z")));
        Receipt theDayBefore = counter.hand(Report.ofParcel("P1")).getFirst();

        clock.advance(Duration.ofSeconds(1));
        Receipt onTheDay = counter.hand(Report.ofParcel("P2")).getFirst();
        clock.advance(Duration.ofDays(1));
        Receipt theDayAfter = counter.hand(Report.ofParcel("P3")).getFirst();

        assertThat(theDayBefore.verdict()).isEqualTo("REJECTED UNAUTHORISED_REGION");
        assertThat(onTheDay.verdict()).isEqualTo("ACCEPTED");
        assertThat(theDayAfter.verdict()).isEqualTo("REJECTED UNAUTHORISED_REGION");
    }

    @Test
    void onlyTheTopicTellsWhoSent() throws Exception {
        Receipt receipt = counter.hand(
                        Report.ofParcel("P1").with(json -> json.put("source", "urn:jixiao:sender:west-depot")))
                .getFirst();

        assertThat(receipt.verdict()).isEqualTo("REJECTED UNAUTHORISED_REGION");
        assertThat(receipt.violations()).containsExactly("/source UNAUTHORISED_REGION");
        assertThat(receipt.data().get("retryable").booleanValue()).isFalse();
    }

    @Test
    void keySubjectAndDataMustNameTheSameThing() throws Exception {
        Report report = Report.ofParcel("P1");

        Receipt withoutKey = counter.hand(null, report.bytes());
        Receipt otherKey = counter.hand("P2".getBytes(UTF_8), report.bytes());
        Receipt otherSubject = counter.hand(
                report.key(),
                report.with(json -> json.put("subject", "parcel/P2")).bytes());
        Receipt otherData = counter.hand(
                report.key(), report.data(data -> data.put("code", "P2")).bytes());

        assertThat(List.of(withoutKey, otherKey, otherSubject, otherData))
                .extracting(Receipt::verdict)
                .containsOnly("REJECTED SCHEMA");
        assertThat(withoutKey.violations()).containsExactly("/partitionkey KEY_MISMATCH");
        assertThat(withoutKey.key()).isNull();
        assertThat(otherSubject.violations()).containsExactly("/subject KEY_MISMATCH");
        assertThat(otherData.violations()).containsExactly("/data KEY_MISMATCH");
        assertThat(parcels()).isEmpty();
    }

    @Test
    void everyFaultIsNamedByItsPlace() throws Exception {
        Receipt receipt = counter.hand(Report.ofParcel("P1").amount("1000").data(data -> {
                    data.put("colour", "red");
                    data.remove("zone");
                    data.put("carrier", 7);
                }))
                .getFirst();

        assertThat(receipt.verdict()).isEqualTo("REJECTED SCHEMA");
        assertThat(receipt.violations())
                .containsExactlyInAnyOrder(
                        "/data/amount AMOUNT_FORMAT",
                        "/data/colour UNKNOWN_FIELD",
                        "/data/zone MISSING_FIELD",
                        "/data/carrier WRONG_TYPE");
    }

    @Test
    void traceOfTheRecordGoesOnWithTheReceiptAndAMalformedOneHurtsNobody() throws Exception {
        String trace = "00-%032x-%016x-01".formatted(7, 7);
        var traced = counter.record(
                Report.ofParcel("P1").key(), Report.ofParcel("P1").bytes());
        traced.headers().add("traceparent", trace.getBytes(UTF_8));
        var malformed = counter.record(
                Report.ofParcel("P2").key(), Report.ofParcel("P2").bytes());
        malformed.headers().add("traceparent", "00-\u0000".repeat(500).getBytes(UTF_8));
        var empty = counter.record("P3".getBytes(UTF_8), "{".getBytes(UTF_8));
        empty.headers().add("traceparent", null);

        List<Receipt> receipts = counter.hand(List.of(traced, malformed, empty));

        assertThat(receipts).extracting(Receipt::verdict).containsExactly("ACCEPTED", "ACCEPTED", "REJECTED MALFORMED");
        assertThat(
                        plumbing.rows(
                                "select headers[array_position(headers, 'traceparent') + 1] from outbox where topic like '%.result.%' order by id"))
                .extracting(List::getFirst)
                .containsExactly(trace, null, null);
    }

    @Test
    void batchOfAllKindsGetsOneReceiptEachInOrder() throws Exception {
        Report known = Report.ofParcel("P0");
        counter.hand(known);
        Map<String, Report> expected = new LinkedHashMap<>();
        expected.put("ACCEPTED", Report.ofParcel("P1"));
        expected.put("DUPLICATE", known);
        expected.put("STALE", Report.ofParcel("P0"));
        expected.put("REJECTED ID_CONFLICT", known.amount("5.00"));
        expected.put("REJECTED UNKNOWN_REFERENCE", Report.ofParcel("P2").carrier("pigeons"));
        expected.put("REJECTED AMOUNT_FORMAT", Report.ofParcel("P3").amount("1.234"));
        expected.put("REJECTED UNAUTHORISED_REGION", Report.ofParcel("P4").zone("110101"));
        expected.put("REJECTED UNKNOWN_TYPE", Report.ofParcel("P5").with(json -> json.put("type", "other")));
        expected.put("REJECTED SCHEMA", Report.ofParcel("P6").with(json -> json.put("colour", "red")));

        List<Receipt> receipts = counter.hand(expected.values().toArray(Report[]::new));

        assertThat(receipts).extracting(Receipt::verdict).containsExactlyElementsOf(expected.keySet());
        assertThat(receipts)
                .extracting(receipt -> receipt.inReplyTo("id"))
                .containsExactlyElementsOf(
                        expected.values().stream().map(Report::id).toList());
        assertThat(rejected()).hasSize(6);
        assertThat(deadLetters()).isEqualTo(6);
    }

    @Test
    void sameSubjectInTwoPartitionsAtOnceKeepsTheHigherRevision() throws Exception {
        Report older = Report.ofParcel("P1").revision(1).amount("1.00");
        Report newer = Report.ofParcel("P1").revision(2).amount("2.00");
        var olderRecord = List.of(counter.record(older.key(), older.bytes()));
        var newerRecord = List.of(counter.record(newer.key(), newer.bytes()));

        Overlap.of(plumbing, counter.intake(), newerRecord, olderRecord);

        assertThat(plumbing.value("select amount from parcel")).isEqualTo("2.00");
        assertThat(plumbing.value("select version from inbox_version")).isEqualTo("2");
    }

    @Test
    void ofOneIdWithDifferentBytesInTwoPartitionsAtOnceOneIsAConflict() throws Exception {
        Report one = Report.ofParcel("P1");
        Report other = Report.ofParcel("P2").id(one.id());
        var first = List.of(counter.record(one.key(), one.bytes()));
        var second = List.of(counter.record(other.key(), other.bytes()));

        Overlap.of(plumbing, counter.intake(), first, second);

        assertThat(parcels()).hasSize(1);
        assertThat(rejected()).containsExactly("ID_CONFLICT");
    }

    @Test
    void revisionThatAnotherBatchHasRaisedMeanwhileIsNotLowered() throws Exception {
        Inbound newer = accepted(Report.ofParcel("P1").revision(2));
        Inbound older = accepted(Report.ofParcel("P1").revision(1));
        try (var slow = plumbing.database().getConnection()) {
            slow.setAutoCommit(false);
            InboxHistory read = InboxHistory.load(slow, older.source(), List.of(older));
            plumbing.inTransaction(connection -> save(connection, newer));
            read.note(older);

            assertThatThrownBy(() -> read.save(slow, Report.SENDER, clock.instant()))
                    .isInstanceOf(SQLTransientException.class);
            slow.rollback();
        }

        assertThat(plumbing.value("select version from inbox_version")).isEqualTo("2");
    }

    private void retire() throws SQLException {
        plumbing.execute("insert into sender values ('east-depot', null, null, 2, 'chen', now(), 'li', now(),"
                + " '2025-02-01', 'replaced', 'li', now())");
    }

    private List<String> remembered(Report report) {
        return plumbing
                .rows("select outcome || ' ' || version from inbox_event where event_id = ?", report.id())
                .stream()
                .map(List::getFirst)
                .toList();
    }

    private void save(Connection connection, Inbound inbound) throws SQLException {
        InboxHistory history = InboxHistory.load(connection, inbound.source(), List.of(inbound));
        history.note(inbound);
        history.save(connection, Report.SENDER, clock.instant());
    }

    private Inbound accepted(Report report) throws JsonProcessingException {
        JsonNode json = JsonSchema.read(report.bytes());
        return Inbound.of(counter.record(report.key(), report.bytes()))
                .named(json)
                .with(CloudEvent.read(json))
                .with(new Outcome.Accepted(1, List.of()));
    }

    private List<List<String>> parcels() {
        return plumbing.rows("select code, version, amount from parcel order by code");
    }

    private List<String> published() {
        return plumbing
                .rows(
                        "select convert_from(key, 'UTF8') || ' ' || version from outbox where topic = ? order by id",
                        plumbing.topicName("parcels"))
                .stream()
                .map(List::getFirst)
                .toList();
    }

    private List<String> rejected() {
        return plumbing.rows("select code from rejected_event order by id").stream()
                .map(List::getFirst)
                .toList();
    }

    private int deadLetters() {
        return plumbing.rows("select 1 from outbox where topic = ?", plumbing.name() + ".dlq.v1")
                .size();
    }
}
