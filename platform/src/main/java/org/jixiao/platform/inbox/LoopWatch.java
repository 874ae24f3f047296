package org.jixiao.platform.inbox;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/** What the loops of one subscription tell those who watch them: metrics, and a line in the log where something is amiss. */
final class LoopWatch {

    private static final Logger LOG = Logger.getLogger(ConsumerLoop.class);

    private final String subscription;
    private final DistributionSummary batchSize;
    private final Counter fenced;
    private final Counter retried;
    private final LagGauges lags;

    LoopWatch(MeterRegistry meters, String subscription) {
        this.subscription = subscription;
        this.batchSize = meters.summary(ConsumerLoop.BATCH, "subscription", subscription);
        this.fenced = meters.counter(ConsumerLoop.FENCED, "subscription", subscription);
        this.retried = meters.counter(ConsumerLoop.RETRIED, "subscription", subscription);
        this.lags = new LagGauges(meters, subscription);
    }

    void applied(int records) {
        batchSize.record(records);
    }

    void fenced(TopicPartition partition) {
        fenced.increment();
        LOG.warnf("event=fenced subscription=%s partition=%s", subscription, partition);
    }

    void retried() {
        retried.increment();
    }

    void lag(Consumer<byte[], byte[]> consumer) {
        lags.measure(consumer);
    }

    void forget(TopicPartition partition) {
        lags.forget(partition);
    }

    /** A poll begins before the stored offset: the topic was made anew or cut. Versions guard against applying twice. */
    void readFrom(TopicPartition partition, long stored, long offset) {
        if (offset < stored) {
            LOG.errorf(
                    "event=stored_offset_out_of_range subscription=%s partition=%s stored=%d read_from=%d",
                    subscription, partition, stored, offset);
        }
    }

    /** The topic begins behind the stored offset: it has dropped records before they were applied. */
    void stored(TopicPartition partition, long stored, long beginning) {
        if (stored < beginning) {
            LOG.errorf(
                    "event=records_gone subscription=%s partition=%s stored=%d first_there=%d",
                    subscription, partition, stored, beginning);
        }
    }

    void seekFailed(TopicPartition partition, Exception reason) {
        LOG.warnf(
                "event=seek_failed subscription=%s partition=%s reason=\"%s\"",
                subscription, partition, reason.getMessage());
    }

    void assignedResting(TopicPartition partition) {
        LOG.infof("event=assigned_resting subscription=%s partition=%s", subscription, partition);
    }

    void roundFailed(RuntimeException reason) {
        LOG.warnf("event=round_failed subscription=%s reason=\"%s\"", subscription, reason);
        LOG.debug("event=round_failed", reason);
    }
}
