package org.jixiao.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.Stores;

/**
 * The read model in Kafka Streams, exactly once (v2), its rows and totals in RocksDB with change logs on the broker. Totals
 * are kept by partition and added up when read, as ours are, so that nothing has to be sent through a topic again.
 */
final class StreamsBaseline {

    private static final String LINES = "lines";
    private static final String TOTALS = "totals";

    private final Servers servers;
    private final Variant variant;

    StreamsBaseline(Servers servers, Variant variant) {
        this.servers = servers;
        this.variant = variant;
    }

    /** How Kafka Streams is set up, and what that buys. */
    enum Variant {
        /**
         * Promises what we do: it commits at its default interval, so that what it shows is about as new as ours, and its
         * change logs are on disk when the broker says that it has them. They alone: offsets and transactions are not
         * forced to disk, which is in its favour.
         */
        ALIKE(Duration.ofMillis(100), true),
        /** Suits its throughput: what it shows is up to a second old, and what a power cut takes from the one broker is gone. */
        AT_BEST(Duration.ofSeconds(1), false);

        private final Duration commitInterval;
        private final boolean fsync;

        Variant(Duration commitInterval, boolean fsync) {
            this.commitInterval = commitInterval;
            this.fsync = fsync;
        }
    }

    /** What was seen, and what it has ended with. */
    record Seen(Duration took, Content content) {}

    /** Reads both topics from {@code begin} to their present ends; the clock runs from the first record to the last commit. */
    Seen measure(Map<TopicPartition, Long> begin) throws IOException {
        String application = "bench-streams-" + System.nanoTime();
        Map<TopicPartition, Long> ends = servers.ends(Owner.REPORTING.sources(Services.SENDER));
        Path state = servers.directory().resolve(application);
        AtomicLong firstRecord = new AtomicLong();
        try {
            start(application, begin);
            Duration took;
            Content content;
            try (KafkaStreams streams = new KafkaStreams(topology(firstRecord), settings(application, state))) {
                streams.start();
                took = awaitCommitted(application, ends, firstRecord);
                content = content(streams);
            }
            return new Seen(took, content);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            throw Servers.interrupted(e);
        } finally {
            Trees.delete(state);
            forget(application);
        }
    }

    private Topology topology(AtomicLong firstRecord) {
        return new Topology()
                .addSource("projects", new StringDeserializer(), new ByteArrayDeserializer(), Owner.BUDGET.published())
                .addSource("goals", new StringDeserializer(), new ByteArrayDeserializer(), Owner.INDICATOR.published())
                .addProcessor("joining", () -> new Joining(firstRecord), "projects", "goals")
                .addStateStore(
                        Stores.keyValueStoreBuilder(
                                        Stores.persistentKeyValueStore(LINES), Serdes.String(), Serdes.ByteArray())
                                .withCachingEnabled(),
                        "joining")
                .addStateStore(
                        Stores.keyValueStoreBuilder(
                                        Stores.persistentKeyValueStore(TOTALS), Serdes.String(), Serdes.ByteArray())
                                .withCachingEnabled(),
                        "joining");
    }

    private Properties settings(String application, Path state) {
        Properties settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, application);
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, servers.bootstrapServers());
        settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, 2);
        settings.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, variant.commitInterval.toMillis());
        settings.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 64L << 20);
        settings.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
        settings.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, 1);
        settings.put(StreamsConfig.producerPrefix("compression.type"), "zstd");
        if (variant.fsync) {
            settings.put(StreamsConfig.topicPrefix(TopicConfig.FLUSH_MESSAGES_INTERVAL_CONFIG), "1");
        }
        settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        return settings;
    }

    private void start(String application, Map<TopicPartition, Long> begin)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetAndMetadata> offsets = begin.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, each -> new OffsetAndMetadata(each.getValue())));
        servers.admin().alterConsumerGroupOffsets(application, offsets).all().get();
    }

    private Duration awaitCommitted(String application, Map<TopicPartition, Long> ends, AtomicLong firstRecord)
            throws ExecutionException, InterruptedException {
        Admin admin = servers.admin();
        while (true) {
            Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(application)
                    .partitionsToOffsetAndMetadata()
                    .get();
            boolean all = ends.entrySet().stream()
                    .allMatch(end -> committed.containsKey(end.getKey())
                            && committed.get(end.getKey()).offset() >= end.getValue());
            if (all) {
                return Duration.ofNanos(System.nanoTime() - firstRecord.get());
            }
            Thread.sleep(50);
        }
    }

    private static Content content(KafkaStreams streams) {
        Content content = Content.NONE;
        try (KeyValueIterator<String, byte[]> lines = all(streams, LINES)) {
            while (lines.hasNext()) {
                content = content.plus(Line.of(lines.next().value).texts());
            }
        }
        Map<String, Sums> groups = new TreeMap<>();
        try (KeyValueIterator<String, byte[]> totals = all(streams, TOTALS)) {
            while (totals.hasNext()) {
                var total = totals.next();
                groups.computeIfAbsent(total.key.substring(total.key.indexOf('/') + 1), key -> new Sums())
                        .add(Sums.of(total.value));
            }
        }
        for (Map.Entry<String, Sums> group : groups.entrySet()) {
            List<String> texts = new ArrayList<>(List.of(group.getKey().split("\\|")));
            texts.addAll(group.getValue().texts());
            content = content.plus(texts);
        }
        return content;
    }

    private static KeyValueIterator<String, byte[]> all(KafkaStreams streams, String store) {
        return streams.store(StoreQueryParameters.fromNameAndType(
                        store, QueryableStoreTypes.<String, byte[]>keyValueStore()))
                .all();
    }

    private void forget(String application) {
        try {
            Set<String> topics = servers.admin().listTopics().names().get().stream()
                    .filter(topic -> topic.startsWith(application))
                    .collect(Collectors.toSet());
            servers.admin().deleteTopics(topics).all().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            throw Servers.interrupted(e);
        }
    }

    /** Joins both halves of a line and keeps the totals of its group. */
    private static final class Joining extends ContextualProcessor<String, byte[], Void, Void> {

        private final AtomicLong firstRecord;
        private KeyValueStore<String, byte[]> lines;
        private KeyValueStore<String, byte[]> totals;

        private Joining(AtomicLong firstRecord) {
            this.firstRecord = firstRecord;
        }

        @Override
        public void init(ProcessorContext<Void, Void> context) {
            super.init(context);
            lines = context.getStateStore(LINES);
            totals = context.getStateStore(TOTALS);
        }

        @Override
        public void process(Record<String, byte[]> message) {
            firstRecord.compareAndSet(0, System.nanoTime());
            byte[] kept = lines.get(message.key());
            Line before = kept == null ? Line.blank(message.key()) : Line.of(kept);
            Line after = read(before, message.value());
            if (after == before) {
                return;
            }
            lines.put(message.key(), after.toBytes());
            String from = before.group();
            String to = after.group();
            if (from != null && from.equals(to)) {
                add(from, before, -1, after, 1);
            } else {
                add(from, before, -1, null, 0);
                add(to, after, 1, null, 0);
            }
        }

        private Line read(Line line, byte[] value) {
            try {
                PublishedEvent event = PublishedEvent.read(value);
                boolean money = context().recordMetadata().orElseThrow().topic().equals(Owner.BUDGET.published());
                return money ? line.withMoney(event) : line.withGoal(event);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private void add(String group, Line line, int sign, Line other, int otherSign) {
            if (group == null) {
                return;
            }
            String key = context().taskId().partition() + "/" + group;
            Sums sums = Sums.of(totals.get(key));
            line.addTo(sums, sign);
            if (other != null) {
                other.addTo(sums, otherSign);
            }
            totals.put(key, sums.toBytes());
        }
    }
}
