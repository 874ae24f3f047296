package org.jixiao.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jixiao.bench.Workload.Event;

/** Puts events on an inbound topic as a sending system does. */
final class Feeder implements AutoCloseable {

    /** Bytes, as the client guesses: what turns out to be larger than a topic takes is split, which idempotence may not survive. */
    private static final int BATCH = 1 << 16;

    private final KafkaProducer<String, byte[]> producer;
    private final AtomicReference<Exception> failure = new AtomicReference<>();

    Feeder(String bootstrapServers) {
        producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "acks",
                        "all",
                        "enable.idempotence",
                        true,
                        "compression.type",
                        "zstd",
                        "linger.ms",
                        5,
                        "batch.size",
                        BATCH),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    /** Sends all events and returns when the broker has acknowledged each; says how many there were. */
    long fill(String topic, Consumer<Consumer<Event>> events) {
        AtomicLong sent = new AtomicLong();
        events.accept(event -> {
            send(topic, event);
            sent.incrementAndGet();
        });
        flush();
        return sent.get();
    }

    void send(String topic, Event event) {
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(topic, event.key(), event.bytes());
        record.headers().add("ce_id", event.id().getBytes(UTF_8));
        var unused = producer.send(record, (metadata, exception) -> {
            if (exception != null) {
                failure.set(exception);
            }
        });
    }

    void flush() {
        producer.flush();
        if (failure.get() != null) {
            throw new IllegalStateException("the broker did not take an event", failure.get());
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
