package org.jixiao.reporting.intake;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jixiao.platform.EventsConfig;
import org.jixiao.platform.KafkaAccess;
import org.jixiao.reporting.generation.Bulk;
import org.jixiao.reporting.generation.TopicEnds.Reach;
import org.jixiao.reporting.projection.GoalChange;
import org.jixiao.reporting.projection.LineCopy;
import org.jixiao.reporting.projection.Lines;
import org.jixiao.reporting.projection.PortionTotals;
import org.jixiao.reporting.projection.ProjectChange;

/**
 * Project lines out of the last versions of projects and goals. Memory is bounded by what is known of each key of a
 * portion, and by the money of its projects, which waits for their goals.
 */
final class LinesInBulk implements Bulk {

    private static final Duration POLL = Duration.ofMillis(200);
    /** A request that waits for records to come holds up the next portion. */
    private static final int FETCH_WAIT_MILLIS = 1;

    private static final int RECORDS = 2000;
    private static final int PARTITION_BYTES = 1 << 20;
    private static final int FETCH_BYTES = 2 << 20;

    private final OwnersTopic<ProjectChange> projects;
    private final OwnersTopic<GoalChange> goals;
    private final EventsConfig events;
    private final long keptBytes;

    LinesInBulk(
            OwnersTopic<ProjectChange> projects, OwnersTopic<GoalChange> goals, EventsConfig events, long keptBytes) {
        this.projects = projects;
        this.goals = goals;
        this.events = events;
        this.keptBytes = keptBytes;
    }

    @Override
    public List<String> topics() {
        return List.of(projects.topic(), goals.topic());
    }

    @Override
    public List<String> names(int generation) {
        return List.of(projects.name(generation), goals.name(generation));
    }

    @Override
    public Reader open() {
        return new PortionReader(consumer());
    }

    @Override
    public Backlog backlog() {
        return new LinesInBacklog(projects, goals, consumer(), keptBytes);
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        Map<String, Object> properties = KafkaAccess.clientSettings(events);
        properties.put(ConsumerConfig.CLIENT_ID_CONFIG, events.service() + "-bulk");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, RECORDS);
        properties.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, PARTITION_BYTES);
        properties.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES);
        properties.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, FETCH_WAIT_MILLIS);
        return new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    @Override
    public void complete(Connection connection) throws SQLException {
        Lines.addUp(connection);
    }

    @Override
    public void analyze(Connection connection) throws SQLException {
        Lines.analyze(connection);
    }

    @Override
    public void clear(Connection connection) throws SQLException {
        Lines.clear(connection);
    }

    private final class PortionReader implements Reader {

        private final KafkaConsumer<byte[], byte[]> consumer;
        private final Shelf shelf = new Shelf(keptBytes);

        PortionReader(KafkaConsumer<byte[], byte[]> consumer) {
            this.consumer = consumer;
        }

        @Override
        public Gathered read(
                int part, Map<TopicPartition, Reach> reaches, Map<TopicPartition, Long> refused, Progress progress)
                throws SQLException {
            shelf.clear();
            Portion portion = new Portion(this, part, refused);
            Map<TopicPartition, Reach> ofPart = new HashMap<>(reaches);
            ofPart.keySet().retainAll(Set.of(portion.ofProjects, portion.ofGoals));
            Map<TopicPartition, Long> from = new HashMap<>();
            Map<TopicPartition, Long> to = new HashMap<>();
            ofPart.forEach((partition, reach) -> {
                from.put(partition, reach.begin());
                to.put(partition, reach.end());
            });
            read(from, to, records -> {
                records.forEach(portion::add);
                progress.passed(records.count());
            });
            to.keySet().forEach(partition -> portion.next.put(partition, consumer.position(partition)));
            return portion;
        }

        /** At least from here to there. */
        private void read(
                Map<TopicPartition, Long> from,
                Map<TopicPartition, Long> to,
                LastVersions.Taking<ConsumerRecords<byte[], byte[]>> taking)
                throws SQLException {
            consumer.assign(from.keySet());
            from.forEach(consumer::seek);
            while (to.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                taking.take(consumer.poll(POLL));
            }
        }

        /** From the first of these offsets to the last. */
        private LastVersions.Again again(TopicPartition partition) {
            return (offsets, taking) -> {
                long first = offsets.stream().mapToLong(Long::longValue).min().orElseThrow();
                long last = offsets.stream().mapToLong(Long::longValue).max().orElseThrow();
                read(Map.of(partition, first), Map.of(partition, last + 1), records -> {
                    for (ConsumerRecord<byte[], byte[]> record : records) {
                        if (offsets.contains(record.offset())) {
                            taking.take(record);
                        }
                    }
                });
            };
        }

        @Override
        public void close() {
            consumer.close();
            shelf.close();
        }
    }

    /** A line whose goal has not been read yet. */
    private record MoneyHalf(byte[] columns, PortionTotals.OfProject totals) {}

    private final class Portion implements Gathered {

        private final PortionReader reader;
        private final TopicPartition ofProjects;
        private final TopicPartition ofGoals;
        private final LastVersions<ProjectChange> lastProjects;
        private final LastVersions<GoalChange> lastGoals;
        private final Map<TopicPartition, Long> next = new HashMap<>();

        Portion(PortionReader reader, int part, Map<TopicPartition, Long> refused) {
            this.reader = reader;
            ofProjects = new TopicPartition(projects.topic(), part);
            ofGoals = new TopicPartition(goals.topic(), part);
            lastProjects = new LastVersions<>(
                    ofProjects, projects.reading(), reader.shelf, refused.getOrDefault(ofProjects, 0L));
            lastGoals = new LastVersions<>(ofGoals, goals.reading(), reader.shelf, refused.getOrDefault(ofGoals, 0L));
        }

        @Override
        public Map<TopicPartition, Long> next() {
            return next;
        }

        @Override
        public long write(Connection connection) throws SQLException {
            long rows;
            PortionTotals totals = new PortionTotals();
            try (LineCopy copy = LineCopy.begin(connection)) {
                Map<String, MoneyHalf> halves = new HashMap<>();
                lastProjects.forEach(
                        reader.again(ofProjects),
                        project ->
                                halves.put(project.key(), new MoneyHalf(LineCopy.money(project), totals.add(project))));
                lastGoals.forEach(reader.again(ofGoals), goal -> {
                    MoneyHalf money = halves.remove(goal.key());
                    if (money != null) {
                        money.totals.add(goal);
                    }
                    copy.add(goal.key(), money == null ? null : money.columns, LineCopy.goal(goal));
                });
                for (Map.Entry<String, MoneyHalf> each : halves.entrySet()) {
                    copy.add(each.getKey(), each.getValue().columns, null);
                }
                rows = copy.end();
            }
            totals.write(connection);
            projects.keepNew(connection, lastProjects.letters());
            goals.keepNew(connection, lastGoals.letters());
            return rows;
        }

        private void add(ConsumerRecord<byte[], byte[]> record) {
            if (record.topic().equals(projects.topic())) {
                lastProjects.add(record);
            } else {
                lastGoals.add(record);
            }
        }
    }
}
