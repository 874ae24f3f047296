package org.jixiao.reporting.intake;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.jixiao.platform.inbox.DeadLetters;
import org.jixiao.reporting.generation.Bulk;
import org.jixiao.reporting.generation.TopicEnds.Reach;
import org.jixiao.reporting.projection.Change;
import org.jixiao.reporting.projection.GoalChange;
import org.jixiao.reporting.projection.LineCopy;
import org.jixiao.reporting.projection.ProjectChange;
import org.jixiao.reporting.projection.Revision;
import org.jixiao.reporting.projection.StagedLines;
import org.jixiao.reporting.projection.TopicPart;

/**
 * Project lines out of what has piled up of projects and goals: of each the last version, and both at once. Each record is read
 * as the ordinary batches would. What is kept at once is bounded by records and bytes; the rest is left where it is.
 */
final class LinesInBacklog implements Bulk.Backlog {

    private static final Duration POLL = Duration.ofMillis(200);
    /** Locks are held meanwhile, and the server cuts off a transaction that stands still for half a minute. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final int RECORDS = 25_000;
    private static final long MOST_BYTES = 128L << 20;
    private static final long REFUSED_BYTES = 16L << 20;

    private final OwnersTopic<ProjectChange> projects;
    private final OwnersTopic<GoalChange> goals;
    private final Consumer<byte[], byte[]> consumer;
    private final Shelf shelf;

    /** @param room bytes that it may take of the directory for temporary files, of which it does not take very many */
    LinesInBacklog(
            OwnersTopic<ProjectChange> projects,
            OwnersTopic<GoalChange> goals,
            Consumer<byte[], byte[]> consumer,
            long room) {
        this.projects = projects;
        this.goals = goals;
        this.consumer = consumer;
        this.shelf = new Shelf(Math.min(room, MOST_BYTES));
    }

    @Override
    public Bulk.Gathered read(Map<TopicPartition, Reach> reaches) {
        shelf.clear();
        Gathering gathering = new Gathering(reaches);
        consumer.assign(reaches.keySet());
        consumer.resume(consumer.paused());
        reaches.forEach((partition, reach) -> consumer.seek(partition, reach.begin()));
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!gathering.open.isEmpty() && System.nanoTime() < deadline) {
            gathering.take(consumer.poll(POLL));
        }
        gathering.end();
        return gathering;
    }

    @Override
    public void close() {
        consumer.close();
        shelf.close();
    }

    /** From a change to the columns that {@link LineCopy} writes. */
    private interface Writing<C> {
        byte[] write(C change);
    }

    /** The last version of one half of a line. */
    private record Half(Revision revision, Shelf.Place columns) {}

    /** What has piled up of one topic. */
    private final class Pile<C extends Change> {

        private final OwnersTopic<C> source;
        private final Writing<C> writing;
        private final Map<String, Half> halves = new TreeMap<>();
        private final List<DeadLetters.Letter> letters = new ArrayList<>();
        private int records;
        private long ofLetters;

        Pile(OwnersTopic<C> source, Writing<C> writing) {
            this.source = source;
            this.writing = writing;
        }

        /** @return whether there was room for it */
        boolean add(ConsumerRecord<byte[], byte[]> record) {
            if (records == RECORDS || ofLetters >= REFUSED_BYTES) {
                return false;
            }
            try {
                if (!add(source.reading().read(record))) {
                    return false;
                }
            } catch (Unreadable e) {
                ofLetters += Math.max(0, record.serializedValueSize());
                letters.add(new DeadLetters.Letter(record, e.code().name(), e.getMessage()));
            }
            records++;
            return true;
        }

        private boolean add(C change) {
            Half before = halves.get(change.key());
            if (before != null && before.revision.compareTo(change.revision()) >= 0) {
                return true;
            }
            Shelf.Place columns = shelf.put(writing.write(change));
            if (columns == null) {
                return false;
            }
            halves.put(change.key(), new Half(change.revision(), columns));
            return true;
        }

        /** Null when there is none. */
        byte[] columns(String key) {
            Half half = halves.get(key);
            return half == null ? null : shelf.get(half.columns);
        }
    }

    private final class Gathering implements Bulk.Gathered {

        private final Pile<ProjectChange> ofProjects = new Pile<>(projects, LineCopy::money);
        private final Pile<GoalChange> ofGoals = new Pile<>(goals, LineCopy::goal);
        private final Map<TopicPartition, Reach> reaches;
        private final Set<TopicPartition> open;
        private final Map<TopicPartition, Long> next = new HashMap<>();

        Gathering(Map<TopicPartition, Reach> reaches) {
            this.reaches = reaches;
            this.open = new HashSet<>(reaches.keySet());
        }

        void take(ConsumerRecords<byte[], byte[]> polled) {
            for (ConsumerRecord<byte[], byte[]> record : polled) {
                TopicPartition partition = new TopicPartition(record.topic(), record.partition());
                if (open.contains(partition) && !pile(partition).add(record)) {
                    end(partition, record.offset());
                }
            }
            for (TopicPartition partition : Set.copyOf(open)) {
                if (consumer.position(partition) >= reaches.get(partition).end()) {
                    end(partition, consumer.position(partition));
                }
            }
        }

        /** What has not come by now is left where it is. */
        void end() {
            Set.copyOf(open).forEach(partition -> end(partition, consumer.position(partition)));
        }

        private void end(TopicPartition partition, long at) {
            next.put(partition, at);
            open.remove(partition);
            consumer.pause(Set.of(partition));
        }

        private Pile<?> pile(TopicPartition partition) {
            return partition.topic().equals(projects.topic()) ? ofProjects : ofGoals;
        }

        @Override
        public Map<TopicPartition, Long> next() {
            return next;
        }

        @Override
        public long write(Connection connection) throws SQLException {
            Set<String> keys = new TreeSet<>(ofProjects.halves.keySet());
            keys.addAll(ofGoals.halves.keySet());
            if (!keys.isEmpty()) {
                try (LineCopy copy = StagedLines.begin(connection)) {
                    for (String key : keys) {
                        copy.add(key, ofProjects.columns(key), ofGoals.columns(key));
                    }
                    copy.end();
                }
                StagedLines.merge(
                        connection,
                        new TopicPart(
                                projects.topic(),
                                next.keySet().iterator().next().partition()));
            }
            projects.keepNew(connection, ofProjects.letters);
            goals.keepNew(connection, ofGoals.letters);
            return keys.size();
        }
    }
}
