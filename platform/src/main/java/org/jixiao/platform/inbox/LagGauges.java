package org.jixiao.platform.inbox;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/** How far the consumers of a subscription are behind, by subscription, topic and partition; 0 for a partition that another replica reads now. */
final class LagGauges {

    /** Gauge by subscription, topic and partition: records that are still to be applied. */
    static final String LAG = "jixiao.inbox.lag";

    private final MeterRegistry meters;
    private final String subscription;
    private final Map<TopicPartition, AtomicLong> lags = new ConcurrentHashMap<>();

    LagGauges(MeterRegistry meters, String subscription) {
        this.meters = meters;
        this.subscription = subscription;
    }

    void measure(Consumer<?, ?> consumer) {
        for (TopicPartition partition : consumer.assignment()) {
            consumer.currentLag(partition)
                    .ifPresent(
                            lag -> lags.computeIfAbsent(partition, this::gauge).set(lag));
        }
    }

    void forget(TopicPartition partition) {
        lags.computeIfPresent(partition, (same, lag) -> {
            lag.set(0);
            return lag;
        });
    }

    private AtomicLong gauge(TopicPartition partition) {
        Tags tags = Tags.of(
                "subscription",
                subscription,
                "topic",
                partition.topic(),
                "partition",
                Integer.toString(partition.partition()));
        return meters.gauge(LAG, tags, new AtomicLong());
    }
}
