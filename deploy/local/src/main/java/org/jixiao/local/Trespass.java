package org.jixiao.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * {@value #INTRUDER} tries what it may not do: twice the broker must refuse it, because of whose topic it is, and once the
 * owner, because of whose region it is.
 */
public final class Trespass {
    /** The sending system of another district. */
    public static final String INTRUDER = "haizhu-finance";

    private static final String INBOUND = "budget.in." + YuexiuTable.SENDER + ".v1";
    private static final String RESULTS = "budget.result." + YuexiuTable.SENDER + ".v1";
    private static final String EVENT_ID = "01951f2e-7c1a-7b52-9d0e-5a3c2f1b8e77";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final LocalKafka kafka;

    private Trespass(LocalKafka kafka) {
        this.kafka = kafka;
    }

    /**
     * What became of one try.
     *
     * @param what    what was tried, for people
     * @param answer  what came back: the exception's simple name, or outcome and code of the receipt
     * @param refused whether that is the refusal it had to be
     */
    public record Refusal(String what, String answer, boolean refused) {}

    /** Tries all three, on a stack where both senders are registered. */
    public static List<Refusal> tryAll(LocalStack stack) {
        var trespass = new Trespass(stack.kafka());
        return List.of(trespass.write(), trespass.read(), trespass.report());
    }

    private Refusal write() {
        var event = foreignEvent();
        return byBroker("写入 / writes " + INBOUND, () -> {
            try (var producer = new KafkaProducer<>(
                    kafka.clientSettings(INTRUDER), new StringSerializer(), new ByteArraySerializer())) {
                producer.send(new ProducerRecord<>(INBOUND, event.key(), event.bytes()))
                        .get();
            } catch (ExecutionException e) {
                throw e.getCause() instanceof KafkaException refusal ? refusal : new KafkaException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new KafkaException(e);
            }
        });
    }

    private Refusal read() {
        return byBroker("读取 / reads " + RESULTS, () -> {
            var settings = new HashMap<>(kafka.clientSettings(INTRUDER));
            settings.put("group.id", INTRUDER + ".curious");
            try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
                consumer.partitionsFor(RESULTS);
            }
        });
    }

    private static Refusal byBroker(String what, Runnable attempt) {
        try {
            attempt.run();
            return new Refusal(what, "OK", false);
        } catch (KafkaException e) {
            return new Refusal(what, e.getClass().getSimpleName(), e instanceof TopicAuthorizationException);
        }
    }

    /** In its own topic, but a project of 440104. */
    private Refusal report() {
        var event = foreignEvent();
        try (var sender = Sender.open(kafka.clientSettings(INTRUDER), INTRUDER)) {
            sender.send(List.of(event));
            var receipt = sender.awaitReceipts(Set.of(event.id()), PATIENCE)
                    .iterator()
                    .next();
            var answer = receipt.outcome() + " " + receipt.data().path("code").asText();
            return new Refusal(
                    "报送越秀区的项目 / reports a project of 440104", answer, answer.equals("REJECTED UNAUTHORISED_REGION"));
        }
    }

    private static OutgoingEvent foreignEvent() {
        var theirs = YuexiuTable.read().events().getFirst();
        try {
            var envelope = (ObjectNode) JSON.readTree(theirs.bytes());
            envelope.put("id", EVENT_ID).put("source", "urn:jixiao:sender:" + INTRUDER);
            return new OutgoingEvent(
                    "budget.in." + INTRUDER + ".v1",
                    theirs.key(),
                    EVENT_ID,
                    theirs.type(),
                    envelope.toString().getBytes(UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
