package org.jixiao.reporting.intake;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jixiao.platform.inbox.DeadLetters;
import org.jixiao.platform.inbox.Subscription;
import org.jixiao.reporting.projection.Change;
import org.jixiao.reporting.projection.TopicPart;

/** One topic of an owner, read into one part of the read model. An unreadable record does not hold up the others. */
final class OwnersTopic<C extends Change> implements Subscription {

    private final String name;
    private final Pattern topic;
    private final Reading<C> reading;
    private final Applying<C> applying;
    private final DeadLetters deadLetters;

    OwnersTopic(String name, String topic, Reading<C> reading, Applying<C> applying, DeadLetters deadLetters) {
        this.name = name;
        this.topic = Pattern.compile(Pattern.quote(topic));
        this.reading = reading;
        this.applying = applying;
        this.deadLetters = deadLetters;
    }

    /** From a record to the change that it tells. */
    interface Reading<C extends Change> {
        C read(ConsumerRecord<byte[], byte[]> record) throws Unreadable;
    }

    /** From changes, in any order and with any repetition, to rows. */
    interface Applying<C extends Change> {
        void apply(Connection connection, TopicPart from, List<C> changes) throws SQLException;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Pattern topics() {
        return topic;
    }

    @Override
    public void apply(Connection connection, List<ConsumerRecord<byte[], byte[]>> records) throws SQLException {
        List<C> changes = new ArrayList<>(records.size());
        List<DeadLetters.Letter> letters = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            try {
                changes.add(reading.read(record));
            } catch (Unreadable e) {
                letters.add(new DeadLetters.Letter(record, e.code().name(), e.getMessage()));
            }
        }
        TopicPart from =
                new TopicPart(records.getFirst().topic(), records.getFirst().partition());
        if (!changes.isEmpty()) {
            applying.apply(connection, from, changes);
        }
        deadLetters.keep(connection, name, letters);
    }

    @Override
    public void reject(Connection connection, ConsumerRecord<byte[], byte[]> record, String reason)
            throws SQLException {
        deadLetters.keep(connection, name, List.of(new DeadLetters.Letter(record, "INTERNAL", reason)));
    }
}
