package org.jixiao.reporting.generation;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jixiao.platform.EventsConfig;
import org.jixiao.platform.KafkaAccess;
import org.jixiao.platform.problem.Problem;
import org.jixiao.platform.problem.ProblemCode;
import org.jixiao.platform.problem.Text;

/** From where to where the owners' topics reach at present. */
@ApplicationScoped
public class TopicEnds {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final EventsConfig config;
    private KafkaConsumer<byte[], byte[]> consumer;

    TopicEnds(EventsConfig config) {
        this.config = config;
    }

    /** The offset of the first record there is, and that of the next to come. */
    public record Reach(long begin, long end) {}

    /** @throws Problem UNAVAILABLE when the brokers do not answer */
    public synchronized Map<TopicPartition, Reach> of(Collection<String> topics) {
        try {
            List<TopicPartition> partitions = topics.stream()
                    .flatMap(topic -> consumer().partitionsFor(topic, PATIENCE).stream())
                    .map(each -> new TopicPartition(each.topic(), each.partition()))
                    .toList();
            Map<TopicPartition, Long> begins = consumer().beginningOffsets(partitions, PATIENCE);
            Map<TopicPartition, Long> ends = consumer().endOffsets(partitions, PATIENCE);
            Map<TopicPartition, Reach> reaches = new HashMap<>();
            ends.forEach((partition, end) -> reaches.put(partition, new Reach(begins.get(partition), end)));
            return reaches;
        } catch (KafkaException e) {
            close();
            throw new Problem(
                    ProblemCode.UNAVAILABLE, Text.of("消息服务暂时没有应答，请稍后再试", "The brokers do not answer; try again later"));
        }
    }

    @PreDestroy
    synchronized void close() {
        if (consumer != null) {
            consumer.close();
            consumer = null;
        }
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        if (consumer == null) {
            Map<String, Object> properties = KafkaAccess.clientSettings(config);
            properties.put(ConsumerConfig.CLIENT_ID_CONFIG, config.service() + "-ends");
            properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
            consumer = new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        }
        return consumer;
    }
}
