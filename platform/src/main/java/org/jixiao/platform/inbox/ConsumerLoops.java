package org.jixiao.platform.inbox;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jboss.logging.Logger;
import org.jixiao.platform.EventsConfig;
import org.jixiao.platform.KafkaAccess;

/**
 * The loops that run in this process, by the name of their subscription. Those of a standing subscription run as long as the
 * service does; others are started and stopped meanwhile.
 */
@ApplicationScoped
public class ConsumerLoops {

    private static final Logger LOG = Logger.getLogger(ConsumerLoops.class);
    /** How long the partitions of a killed process stay without an owner. Taking them too early costs a rebalance only. */
    private static final Duration LONGEST_ABSENCE = Duration.ofSeconds(10);

    private final EventsConfig config;
    private final DataSource database;
    private final MeterRegistry meters;
    private final Clock clock;
    private final Map<String, List<Running>> running = new HashMap<>();
    private boolean closed;

    public ConsumerLoops(EventsConfig config, DataSource database, MeterRegistry meters, Clock clock) {
        this.config = config;
        this.database = database;
        this.meters = meters;
        this.clock = clock;
    }

    private record Running(ConsumerLoop loop, Thread thread) {}

    /** Starts as many loops as the configuration says; does nothing when they run, or the service is stopping. */
    public synchronized void start(Subscription subscription) {
        if (closed || running.containsKey(subscription.name())) {
            return;
        }
        Thread.Builder threads = Thread.ofPlatform().name("inbox-" + subscription.name() + "-", 0);
        List<Running> started = new ArrayList<>();
        for (ConsumerLoop loop : ConsumerLoop.several(
                subscription, database, () -> consumer(subscription), config.inbox(), meters, clock)) {
            started.add(new Running(loop, threads.start(loop)));
        }
        running.put(subscription.name(), started);
    }

    /**
     * Ends the loops of a subscription, which finish the batch in hand and leave their group.
     *
     * @param patience how long that is waited for
     */
    public void stop(String subscription, Duration patience) {
        List<Running> ending;
        synchronized (this) {
            ending = running.remove(subscription);
        }
        if (ending != null) {
            ending.forEach(each -> each.loop.close());
            ending.forEach(each -> join(each.thread, patience));
        }
    }

    /** The names of the subscriptions whose loops run here. */
    public synchronized Set<String> names() {
        return new TreeSet<>(running.keySet());
    }

    /** Tells all loops to end, and starts no other. */
    public synchronized void close() {
        closed = true;
        running.values().forEach(loops -> loops.forEach(each -> each.loop.close()));
    }

    /** Waits for all loops after {@link #close}. */
    public void join(Duration patience) {
        threads().forEach(thread -> join(thread, patience));
    }

    /** The threads that must be alive as long as the service is. */
    public synchronized Stream<Thread> threads() {
        return running.values().stream().flatMap(List::stream).map(Running::thread).toList().stream();
    }

    private Consumer<byte[], byte[]> consumer(Subscription subscription) {
        return new KafkaConsumer<>(
                consumerProperties(subscription), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** What a consumer of the subscription is made with. */
    public Map<String, Object> consumerProperties(Subscription subscription) {
        Map<String, Object> properties = KafkaAccess.clientSettings(config);
        properties.put(ConsumerConfig.GROUP_ID_CONFIG, config.service() + "." + subscription.name());
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, (int) LONGEST_ABSENCE.toMillis());
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, config.inbox().batchSize());
        properties.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, (int)
                config.inbox().topicRefresh().toMillis());
        properties.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName());
        return properties;
    }

    private static void join(Thread thread, Duration patience) {
        try {
            if (!thread.join(patience)) {
                LOG.warnf("event=slow_stop thread=%s", thread.getName());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
