package org.jixiao.platform.inbox.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jixiao.platform.Plumbing;
import org.jixiao.platform.inbox.DeadLetters;
import org.jixiao.platform.inbox.Subscription;
import org.jixiao.platform.outbox.Outbox;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Approved replays are worked off step by step, each step in one transaction, each letter once. */
class ReplayingTest {

    private static final LaterChanges NO_CHANGES = new LaterChanges(List.of());

    @RegisterExtension
    final Plumbing plumbing = new Plumbing();

    private Shelf shelf;
    private Replays replays;
    private Replaying replaying;

    @BeforeEach
    void open() throws SQLException {
        plumbing.execute("create table shelf (value text not null)");
        shelf = new Shelf();
        replays = new Replays(plumbing.database(), NO_CHANGES, Clock.systemUTC());
        replaying = new Replaying(plumbing.database(), List.of(shelf), NO_CHANGES, Clock.systemUTC());
    }

    @Test
    void lettersThatCanBeReadNowAreAppliedAndResolved() throws Exception {
        refuse("a", "b", "c");
        UUID replay = approved(ofCode("UNREADABLE"));
        shelf.unreadable.remove("a");
        shelf.unreadable.remove("c");

        workOff();

        assertThat(shelved()).containsExactlyInAnyOrder("a", "c");
        assertThat(replays.find(replay).orElseThrow())
                .extracting(Replay::state, Replay::total, Replay::done, Replay::applied, Replay::rejected)
                .containsExactly(ReplayState.DONE, 3, 3, 2, 1);
        assertThat(letters()).containsExactly("a RESOLVED 1", "b OPEN 2", "c RESOLVED 1");
    }

    @Test
    void refusedOnceMoreIsTheSameDeadLetterWithTheNextAttempt() throws Exception {
        refuse("a");
        approved(ofCode("UNREADABLE"));

        workOff();

        assertThat(plumbing.rows("select convert_from(key, 'UTF8'), convert_from(payload, 'UTF8'),"
                        + " headers[array_position(headers, 'dlq-attempts') + 1] from outbox order by id"))
                .containsExactly(List.of("key-a", "a", "1"), List.of("key-a", "a", "2"));
    }

    @Test
    void nothingIsDoneBeforeSomebodyElseHasApproved() throws Exception {
        refuse("a");
        UUID replay = replays.request(ofCode("UNREADABLE"), "liang").orElseThrow();
        shelf.unreadable.clear();

        boolean bySamePerson = replays.approve(replay, "liang");
        workOff();

        assertThat(bySamePerson).isFalse();
        assertThat(shelved()).isEmpty();
    }

    @Test
    void lettersThatCameAfterTheRequestAreNotPartOfIt() throws Exception {
        refuse("a");
        UUID replay = replays.request(ofCode("UNREADABLE"), "liang").orElseThrow();
        refuse("b");
        replays.approve(replay, "wen");
        shelf.unreadable.clear();

        workOff();

        assertThat(shelved()).containsExactly("a");
    }

    @Test
    void whatDiesInTheMiddleGoesOnWhereItWas() throws Exception {
        String[] values = IntStream.range(0, 250).mapToObj(i -> "v" + i).toArray(String[]::new);
        refuse(values);
        UUID replay = approved(ofCode("UNREADABLE"));
        shelf.unreadable.clear();
        replaying.round();
        shelf.before = () -> {
            throw new OutOfMemoryError("the process is gone");
        };
        assertThatThrownBy(replaying::round).isInstanceOf(OutOfMemoryError.class);
        int beforeRestart = shelved().size();
        shelf.before = () -> {};

        replaying = new Replaying(plumbing.database(), List.of(shelf), NO_CHANGES, Clock.systemUTC());
        workOff();

        assertThat(beforeRestart).isEqualTo(100);
        assertThat(shelved()).containsExactlyInAnyOrder(values);
        assertThat(replays.find(replay).orElseThrow().applied()).isEqualTo(250);
    }

    @Test
    void outcomeOfWhatCannotBeCommittedIsNotWritten() throws Exception {
        plumbing.execute("alter table shelf add unique (value) deferrable initially deferred");
        plumbing.execute("insert into shelf values ('a')");
        refuse("a");
        UUID replay = approved(ofCode("UNREADABLE"));
        shelf.unreadable.clear();

        replaying.round();

        assertThat(replays.find(replay).orElseThrow().done()).isZero();
        assertThat(letters()).containsExactly("a OPEN 1");
    }

    @Test
    void nothingIsAppliedWhoseOutcomeCannotBeWritten() throws Exception {
        plumbing.execute("alter table replay_item add check (outcome is null)");
        refuse("a");
        approved(ofCode("UNREADABLE"));
        shelf.unreadable.clear();

        replaying.round();

        assertThat(shelved()).isEmpty();
        assertThat(letters()).containsExactly("a OPEN 1");
    }

    @Test
    void faultThatPassesIsNoOutcome() throws Exception {
        refuse("a");
        UUID replay = approved(ofCode("UNREADABLE"));
        shelf.unreadable.clear();
        shelf.before = () -> {
            throw new SQLException("a deadlock", "40P01");
        };
        assertThatThrownBy(replaying::round).isInstanceOf(SQLException.class);
        int done = replays.find(replay).orElseThrow().done();
        shelf.before = () -> {};

        workOff();

        assertThat(done).isZero();
        assertThat(shelved()).containsExactly("a");
        assertThat(letters()).containsExactly("a RESOLVED 1");
    }

    @Test
    void letterThatNobodyForesawIsRejectedAloneAndTheOthersAreApplied() throws Exception {
        refuse("a", Shelf.UNFORESEEN, "c");
        UUID replay = approved(ofCode("UNREADABLE"));
        shelf.unreadable.clear();

        workOff();

        assertThat(shelved()).containsExactlyInAnyOrder("a", "c");
        assertThat(replays.items(replay, 0, 10))
                .extracting(ReplayItem::outcome, ReplayItem::code)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("APPLIED", null),
                        org.assertj.core.groups.Tuple.tuple("REJECTED", "INTERNAL"),
                        org.assertj.core.groups.Tuple.tuple("APPLIED", null));
    }

    @Test
    void twoReplicasDoNoLetterTwice() throws Exception {
        String[] values = IntStream.range(0, 400).mapToObj(i -> "v" + i).toArray(String[]::new);
        refuse(values);
        UUID replay = approved(ofCode("UNREADABLE"));
        shelf.unreadable.clear();
        Replaying other = new Replaying(plumbing.database(), List.of(shelf), NO_CHANGES, Clock.systemUTC());

        Thread thread = Thread.ofVirtual().start(() -> workOff(other));
        workOff();
        thread.join();
        workOff();

        assertThat(shelved()).containsExactlyInAnyOrder(values);
        assertThat(replays.find(replay).orElseThrow().state()).isEqualTo(ReplayState.DONE);
    }

    @Test
    void letterThatWasRefusedFiveTimesIsNotTriedAgain() throws Exception {
        refuse("a");
        for (int i = 2; i <= 5; i++) {
            approved(ofCode("UNREADABLE"));
            workOff();
        }

        assertThat(letters()).containsExactly("a OPEN 5");
        plumbing.inTransaction(connection ->
                assertThat(replays.request(ofCode("UNREADABLE"), "liang")).isEmpty());
    }

    @Test
    void letterThatWasRefusedFiveTimesSinceTheRequestIsRefusedWithItsOwnCode() throws Exception {
        refuse("a");
        UUID late = replays.request(ofCode("UNREADABLE"), "liang").orElseThrow();
        plumbing.execute("update rejected_event set attempts = 5");
        replays.approve(late, "wen");
        shelf.unreadable.clear();

        workOff();

        assertThat(shelved()).isEmpty();
        assertThat(replays.items(late, 0, 10)).extracting(ReplayItem::code).containsExactly("ATTEMPTS_EXHAUSTED");
    }

    @Test
    void originalPlaceTimeKeyAndTraceComeBack() throws Exception {
        refuse("a");
        approved(ofCode("UNREADABLE"));
        shelf.unreadable.clear();

        workOff();

        ConsumerRecord<byte[], byte[]> again = shelf.seen.getLast();
        ConsumerRecord<byte[], byte[]> first = shelf.seen.getFirst();
        assertThat(again)
                .usingRecursiveComparison()
                .comparingOnlyFields("topic", "partition", "offset", "timestamp", "key", "value", "headers")
                .isEqualTo(first);
    }

    private void refuse(String... values) throws SQLException {
        shelf.unreadable.addAll(List.of(values));
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (String value : values) {
            byte[] key = ("key-" + value).getBytes(UTF_8);
            ConsumerRecord<byte[], byte[]> record =
                    new ConsumerRecord<>("papers", 1, shelf.offset++, key, value.getBytes(UTF_8));
            record.headers()
                    .add("traceparent", "00-%032x-%016x-01".formatted(1, 1).getBytes(UTF_8));
            records.add(record);
        }
        plumbing.inTransaction(connection -> shelf.apply(connection, records));
    }

    private static Wanted ofCode(String code) {
        return new Wanted(null, code, null);
    }

    private UUID approved(Wanted wanted) throws SQLException {
        UUID replay = replays.request(wanted, "liang").orElseThrow();
        assertThat(replays.approve(replay, "wen")).isTrue();
        return replay;
    }

    private void workOff() {
        workOff(replaying);
    }

    private static void workOff(Replaying replaying) {
        try {
            while (replaying.round()) {
                // the next step
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<String> shelved() {
        return plumbing.rows("select value from shelf").stream()
                .map(List::getFirst)
                .toList();
    }

    private List<String> letters() {
        return plumbing
                .rows(
                        "select convert_from(payload, 'UTF8') || ' ' || state || ' ' || attempts from rejected_event order by id")
                .stream()
                .map(List::getFirst)
                .toList();
    }

    private interface Before {
        void putting() throws SQLException;
    }

    /** Puts the values of records in rows, but for those that it cannot read. */
    private final class Shelf implements Subscription {

        static final String UNFORESEEN = "unforeseen";

        private final Set<String> unreadable = new HashSet<>();
        private final List<ConsumerRecord<byte[], byte[]>> seen = new ArrayList<>();
        private final DeadLetters deadLetters = new DeadLetters(
                new Outbox(), plumbing.meters(), plumbing.settings(), Clock.systemUTC(), List.of(), "1.2.3");
        private Before before = () -> {};
        private long offset;

        @Override
        public String name() {
            return "shelf";
        }

        @Override
        public Pattern topics() {
            return Pattern.compile("papers");
        }

        @Override
        public void apply(Connection connection, List<ConsumerRecord<byte[], byte[]>> records) throws SQLException {
            seen.addAll(records);
            List<DeadLetters.Letter> letters = new ArrayList<>();
            try (PreparedStatement put = connection.prepareStatement("insert into shelf values (?)")) {
                for (ConsumerRecord<byte[], byte[]> record : records) {
                    String value = new String(record.value(), UTF_8);
                    if (unreadable.contains(value)) {
                        letters.add(new DeadLetters.Letter(record, "UNREADABLE", "cannot be read"));
                    } else if (value.equals(UNFORESEEN)) {
                        throw new IllegalStateException("nobody has thought of this");
                    } else {
                        put.setString(1, value);
                        put.addBatch();
                    }
                }
                put.executeBatch();
            }
            before.putting();
            deadLetters.keep(connection, name(), letters);
        }

        @Override
        public void reject(Connection connection, ConsumerRecord<byte[], byte[]> record, String reason)
                throws SQLException {
            deadLetters.keep(connection, name(), List.of(new DeadLetters.Letter(record, "INTERNAL", reason)));
        }
    }
}
