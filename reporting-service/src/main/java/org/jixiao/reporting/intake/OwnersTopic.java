package org.jixiao.reporting.intake;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jixiao.platform.inbox.DeadLetters;
import org.jixiao.platform.inbox.Subscription;
import org.jixiao.reporting.generation.Generations;
import org.jixiao.reporting.generation.Pace;
import org.jixiao.reporting.generation.SearchPath;
import org.jixiao.reporting.projection.Change;
import org.jixiao.reporting.projection.TopicPart;

/**
 * One topic of an owner, read into one part of the read model. An unreadable record does not hold up the others. Each
 * generation reads on its own; under this name a letter is kept once, and replayed into all of them.
 */
final class OwnersTopic<C extends Change> implements Subscription {

    private final String name;
    private final String topic;
    private final Pattern topics;
    private final Reading<C> reading;
    private final Applying<C> applying;
    private final DeadLetters deadLetters;

    OwnersTopic(String name, String topic, Reading<C> reading, Applying<C> applying, DeadLetters deadLetters) {
        this.name = name;
        this.topic = topic;
        this.topics = Pattern.compile(Pattern.quote(topic));
        this.reading = reading;
        this.applying = applying;
        this.deadLetters = deadLetters;
    }

    /** From a record to the change that it tells. */
    interface Reading<C extends Change> {
        C read(ConsumerRecord<byte[], byte[]> record) throws Unreadable;
    }

    /** From changes, in any order and with any repetition, to rows of the generation that the search path leads into. */
    interface Applying<C extends Change> {
        void apply(Connection connection, TopicPart from, List<C> changes) throws SQLException;
    }

    /** Records as they were read. */
    private record Batch<C>(List<C> changes, List<DeadLetters.Letter> letters) {}

    /** The same topic for one generation, with offsets of its own. */
    Subscription into(int generation, Pace pace, IntPredicate inBulk) {
        return new IntoGeneration(generation, pace, inBulk);
    }

    /** Under which those offsets are kept. */
    String name(int generation) {
        return name + "-" + generation;
    }

    String topic() {
        return topic;
    }

    Reading<C> reading() {
        return reading;
    }

    /** What another generation was the first to refuse is refused already, and nobody has to hear of it again. */
    void keepNew(Connection connection, List<DeadLetters.Letter> letters) throws SQLException {
        deadLetters.keep(connection, name, deadLetters.unknown(connection, name, letters));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Pattern topics() {
        return topics;
    }

    @Override
    public boolean isStanding() {
        return false;
    }

    @Override
    public void apply(Connection connection, List<ConsumerRecord<byte[], byte[]>> records) throws SQLException {
        Batch<C> batch = read(records);
        for (int generation : Generations.numbers(connection)) {
            apply(connection, generation, records.getFirst(), batch.changes());
        }
        deadLetters.keep(connection, name, batch.letters());
    }

    @Override
    public void reject(Connection connection, ConsumerRecord<byte[], byte[]> record, String reason)
            throws SQLException {
        deadLetters.keep(connection, name, List.of(new DeadLetters.Letter(record, "INTERNAL", reason)));
    }

    private Batch<C> read(List<ConsumerRecord<byte[], byte[]>> records) {
        List<C> changes = new ArrayList<>(records.size());
        List<DeadLetters.Letter> letters = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            try {
                changes.add(reading.read(record));
            } catch (Unreadable e) {
                letters.add(new DeadLetters.Letter(record, e.code().name(), e.getMessage()));
            }
        }
        return new Batch<>(changes, letters);
    }

    private void apply(Connection connection, int generation, ConsumerRecord<byte[], byte[]> first, List<C> changes)
            throws SQLException {
        SearchPath.into(connection, generation);
        if (!changes.isEmpty()) {
            applying.apply(connection, new TopicPart(first.topic(), first.partition()), changes);
        }
    }

    private final class IntoGeneration implements Subscription {

        private final int generation;
        private final Pace pace;
        private final IntPredicate inBulk;

        IntoGeneration(int generation, Pace pace, IntPredicate inBulk) {
            this.generation = generation;
            this.pace = pace;
            this.inBulk = inBulk;
        }

        @Override
        public String name() {
            return OwnersTopic.this.name(generation);
        }

        @Override
        public Pattern topics() {
            return topics;
        }

        @Override
        public boolean isStanding() {
            return false;
        }

        @Override
        public void apply(Connection connection, List<ConsumerRecord<byte[], byte[]>> records) throws SQLException {
            Batch<C> batch = read(records);
            OwnersTopic.this.apply(connection, generation, records.getFirst(), batch.changes());
            keepNew(connection, batch.letters());
        }

        @Override
        public void reject(Connection connection, ConsumerRecord<byte[], byte[]> record, String reason)
                throws SQLException {
            SearchPath.into(connection, generation);
            keepNew(connection, List.of(new DeadLetters.Letter(record, "INTERNAL", reason)));
        }

        @Override
        public boolean isInOtherHands(TopicPartition partition) {
            return inBulk.test(partition.partition());
        }

        @Override
        public void after(int records) {
            pace.after(records);
        }
    }
}
