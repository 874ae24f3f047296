package org.jixiao.reporting.freshness;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import io.smallrye.mutiny.subscription.MultiEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jixiao.platform.problem.Problem;
import org.jixiao.platform.problem.Text;
import org.jixiao.reporting.answer.Snapshots;

/** Those who listen at this replica. One statement a second reads for all of them, and none while nobody listens. */
@ApplicationScoped
class Listeners {

    private static final Logger LOG = Logger.getLogger(Listeners.class);

    private static final Duration RETRY_AFTER = Duration.ofSeconds(30);

    private final Freshnesses freshnesses;
    private final Snapshots snapshots;
    private final int most;
    private final Set<Listener> listeners = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("freshness-", 0).factory());
    private ScheduledFuture<?> rounds;
    private boolean closed;

    Listeners(
            Freshnesses freshnesses,
            Snapshots snapshots,
            MeterRegistry meters,
            @ConfigProperty(name = "jixiao.freshness.listeners", defaultValue = "1000") int most) {
        this.freshnesses = freshnesses;
        this.snapshots = snapshots;
        this.most = most;
        meters.gaugeCollectionSize("jixiao.freshness.listeners", List.of(), listeners);
    }

    /**
     * What a new listener is told, from the freshness at this moment on. A slow one misses what was overtaken.
     *
     * @throws Problem UNAVAILABLE when as many listen as may
     */
    Multi<Word> listen(Watched watched) {
        if (listeners.size() >= most) {
            throw Problem.unavailable(
                    Text.of("同时收听的人太多，请稍后再试", "Too many are listening; try again later"), RETRY_AFTER);
        }
        return Multi.createFrom().emitter(emitter -> add(watched, emitter), BackPressureStrategy.LATEST);
    }

    /** An open line would hold up the end of the process until its time is over. */
    void atShutdown(@Observes ShutdownDelayInitiatedEvent event) {
        close();
    }

    void atEnd(@Observes ShutdownEvent event) {
        close();
        clock.shutdownNow();
    }

    private synchronized void add(Watched watched, MultiEmitter<? super Word> emitter) {
        Listener listener = new Listener(watched, emitter);
        if (closed) {
            listener.dismiss();
            return;
        }
        emitter.onTermination(() -> remove(listener));
        listeners.add(listener);
        if (rounds == null) {
            rounds = clock.scheduleWithFixedDelay(this::round, 0, 1, TimeUnit.SECONDS);
        } else {
            clock.execute(() -> round(List.of(listener)));
        }
    }

    private synchronized void remove(Listener listener) {
        listeners.remove(listener);
        if (listeners.isEmpty() && rounds != null) {
            rounds.cancel(false);
            rounds = null;
        }
    }

    private synchronized void close() {
        closed = true;
        listeners.forEach(Listener::dismiss);
    }

    private void round() {
        round(List.copyOf(listeners));
    }

    /** A round that fails is told to nobody; the next one may not. */
    private void round(List<Listener> those) {
        try {
            List<Watched> watched =
                    those.stream().map(Listener::watched).distinct().toList();
            Map<Watched, Freshness> read =
                    watched.isEmpty() ? Map.of() : snapshots.read(connection -> freshnesses.read(connection, watched));
            those.forEach(listener -> listener.hear(read.get(listener.watched())));
        } catch (Problem unavailable) {
            those.forEach(listener -> listener.hear(null));
        } catch (RuntimeException e) {
            LOG.error("event=freshness_round_failed", e);
        }
    }
}
