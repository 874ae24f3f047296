package org.jixiao.platform;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import io.quarkus.arc.All;
import io.quarkus.runtime.PreventFurtherStepsException;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;
import org.jixiao.platform.inbox.Chore;
import org.jixiao.platform.inbox.ChoreLoop;
import org.jixiao.platform.inbox.ConsumerLoops;
import org.jixiao.platform.inbox.Subscription;
import org.jixiao.platform.outbox.OutboxRelay;

/**
 * Starts the relay, the loops of every subscription and the chores, and stops them in the order in which nothing is lost:
 * readiness goes down, loops finish their batch and leave their groups, the relay sends what is left, the producer closes. The
 * database closes after this, because it is a bean and this is an observer of the shutdown.
 */
@ApplicationScoped
public class EventPlumbing {

    /** Gauge: threads that have died although they run until the end; must be 0. */
    static final String DEAD_THREADS = "jixiao.events.threads.dead";

    private static final Logger LOG = Logger.getLogger(EventPlumbing.class);
    private static final Duration LONGEST_BATCH = Duration.ofSeconds(20);
    private static final String REQUESTS = "http.server.requests";
    /** Few, because there are as many of each address. */
    private static final DistributionStatisticConfig BUCKETS = DistributionStatisticConfig.builder()
            .serviceLevelObjectives(
                    Duration.ofMillis(50).toNanos(),
                    Duration.ofMillis(100).toNanos(),
                    Duration.ofMillis(250).toNanos(),
                    Duration.ofMillis(500).toNanos(),
                    Duration.ofSeconds(1).toNanos(),
                    Duration.ofSeconds(5).toNanos())
            .build();

    private final EventsConfig config;
    private final DataSource database;
    private final MeterRegistry meters;
    private final Clock clock;
    private final List<Subscription> subscriptions;
    private final ConsumerLoops loops;
    private final ChoreLoop chores;
    private Producer<byte[], byte[]> producer;
    private OutboxRelay relay;
    private Thread relayThread;
    private Thread choreThread;
    private volatile boolean ready;
    private volatile boolean stopping;

    EventPlumbing(
            EventsConfig config,
            DataSource database,
            MeterRegistry meters,
            Clock clock,
            @All List<Subscription> subscriptions,
            ConsumerLoops loops,
            @All List<Chore> chores) {
        this.config = config;
        this.database = database;
        this.meters = meters;
        this.clock = clock;
        this.subscriptions = subscriptions;
        this.loops = loops;
        this.chores = new ChoreLoop(chores, config.inbox().retryInterval(), meters);
    }

    /** The clock of the service; tests put their own in its place. */
    @Produces
    @ApplicationScoped
    static Clock clock() {
        return Clock.systemUTC();
    }

    /** Counts requests by how long they took. */
    @Produces
    @Singleton
    static MeterFilter bucketsOfRequests() {
        return new MeterFilter() {
            @Override
            public DistributionStatisticConfig configure(Meter.Id id, DistributionStatisticConfig config) {
                return id.getName().equals(REQUESTS) ? BUCKETS.merge(config) : config;
            }
        };
    }

    void start(@Observes StartupEvent event) {
        ready = true;
        if (!config.enabled()) {
            return;
        }
        try {
            SourceEpoch.begin(database, config.sourceEpoch());
        } catch (SQLException e) {
            throw new IllegalStateException("the epoch could not be read", e);
        } catch (PreventFurtherStepsException e) {
            // Quarkus takes no further step, but ends the process only when it is asked to
            Quarkus.asyncExit(e.getExitCode());
            throw e;
        }
        producer = new KafkaProducer<>(producerProperties(), new ByteArraySerializer(), new ByteArraySerializer());
        relay = new OutboxRelay(database, producer, config.outbox(), meters, clock);
        relayThread = Thread.ofPlatform().name("outbox-relay").start(relay);
        choreThread = Thread.ofPlatform().name("inbox-chores").start(chores);
        subscriptions.stream().filter(Subscription::isStanding).forEach(loops::start);
        Gauge.builder(DEAD_THREADS, this::deadThreads).register(meters);
    }

    void refuseNewWork(@Observes ShutdownDelayInitiatedEvent event) {
        ready = false;
    }

    void stop(@Observes @Priority(1) ShutdownEvent event) {
        ready = false;
        stopping = true;
        if (relay == null) {
            return;
        }
        chores.close();
        loops.close();
        join(choreThread);
        loops.join(LONGEST_BATCH);
        relay.close();
        if (join(relayThread)) {
            publishWhatIsLeft();
        }
        producer.close(LONGEST_BATCH);
    }

    private void publishWhatIsLeft() {
        try {
            relay.publishAll();
        } catch (SQLException | RuntimeException e) {
            LOG.warnf("event=last_flush_failed reason=\"%s\" consequence=sent_after_restart", e);
        }
    }

    @Produces
    @Readiness
    @ApplicationScoped
    HealthCheck readiness() {
        return () -> HealthCheckResponse.named("events").status(ready).build();
    }

    /** Down when a thread has died that runs until the end: only a new process brings it back. */
    @Produces
    @Liveness
    @ApplicationScoped
    HealthCheck liveness() {
        return () -> HealthCheckResponse.named("event threads")
                .status(deadThreads() == 0)
                .build();
    }

    private long deadThreads() {
        return stopping ? 0 : threads().filter(thread -> !thread.isAlive()).count();
    }

    private Stream<Thread> threads() {
        return Stream.concat(Stream.of(relayThread, choreThread).filter(Objects::nonNull), loops.threads());
    }

    Map<String, Object> producerProperties() {
        Map<String, Object> properties = KafkaAccess.clientSettings(config);
        properties.put(ProducerConfig.CLIENT_ID_CONFIG, config.service());
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int)
                config.outbox().deliveryTimeout().toMillis());
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 2_000);
        properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 2 << 20);
        properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "zstd");
        return properties;
    }

    private static boolean join(Thread thread) {
        try {
            if (thread.join(LONGEST_BATCH)) {
                return true;
            }
            LOG.warnf("event=slow_stop thread=%s", thread.getName());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }
}
