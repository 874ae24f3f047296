package org.jixiao.platform.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jixiao.platform.testing.TopicProbe.header;
import static org.jixiao.platform.testing.TopicProbe.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jixiao.platform.testing.PoisonCase.Expected;

/**
 * Proves one {@link PoisonCase} after the other on an owner's real topics: what must become of the record does, and the
 * good event behind it, in the same partition and about the same subject, is applied.
 */
public final class PoisonProof implements AutoCloseable {

    /** Above every revision that a case uses, and still taken. */
    private static final long NEXT_REVISION = 1L << 32;

    private static final int PARTITIONS = 3;
    private static final int LONGEST_IN_A_DEAD_LETTER = 800 << 10;

    private final String owner;
    private final String sender;
    private final String published;
    private final TopicProbe probe;
    private final List<Sent> sent = new ArrayList<>();
    private final Map<String, Probed> cases = new HashMap<>();

    private PoisonProof(String owner, String sender, String published, TopicProbe probe) {
        this.owner = owner;
        this.sender = sender;
        this.published = published;
        this.probe = probe;
    }

    /** A record and where the broker has put it. */
    private record Sent(Shipment shipment, RecordMetadata at) {

        boolean isSubjectOf(JsonNode receipt) {
            JsonNode place = receipt.at("/data/inReplyTo");
            return place.get("topic").asText().equals(at.topic())
                    && place.get("partition").asInt() == at.partition()
                    && place.get("offset").asLong() == at.offset();
        }

        boolean isIn(ConsumerRecord<byte[], byte[]> letter) {
            return header(letter, "dlq-topic").equals(at.topic())
                    && header(letter, "dlq-partition").equals(Integer.toString(at.partition()))
                    && header(letter, "dlq-offset").equals(Long.toString(at.offset()));
        }
    }

    /** The spoiled record of a case, the good one behind it, and how many versions of their subject there must be. */
    private record Probed(String key, Sent bad, Sent next, int applied) {}

    /**
     * Watches an owner.
     *
     * @param owner its word in topic names
     * @param senders the sender of the good events, and the others that cases name
     * @param published the topic of the owner's own events
     */
    public static PoisonProof of(String owner, List<String> senders, String published) {
        List<String> topics = new ArrayList<>(List.of(published, owner + ".dlq.v1"));
        senders.forEach(each -> topics.add(owner + ".result." + each + ".v1"));
        TopicProbe probe = TopicProbe.watching(StackResource.bootstrapServers(), topics.toArray(String[]::new));
        return new PoisonProof(owner, senders.getFirst(), published, probe);
    }

    /** Sends every case, each with a good event behind it, and waits for as little as possible in between. */
    public void send(Stream<PoisonCase> all, Supplier<ObjectNode> good) {
        all.forEach(poison -> cases.put(poison.toString(), send(poison, good.get())));
    }

    private Probed send(PoisonCase poison, ObjectNode good) {
        int partition = sent.size() % PARTITIONS;
        List<ObjectNode> before = poison.before().apply(good);
        List<Sent> sentBefore = before.stream()
                .map(event -> send(PoisonCase.sent(event), partition))
                .toList();
        Shipment spoiled = poison.spoiled().apply(good);
        if (spoiled.sender() != null) {
            // two topics have no order between them
            sentBefore.forEach(this::receipt);
        }
        Sent bad = send(spoiled, partition);
        Sent next = send(PoisonCase.sent(EnvelopePoison.revision(good, NEXT_REVISION)), partition);
        int applied = (poison.beforeApplied() ? before.size() : 0)
                + (poison.expected() instanceof Expected.Accepted ? 1 : 0)
                + 1;
        return new Probed(good.get("partitionkey").asText(), bad, next, applied);
    }

    /** Fails unless both the case and the good event behind it became what they must. */
    public void holds(PoisonCase poison) {
        Probed probed = cases.get(poison.toString());
        JsonNode answer = receipt(probed.next);
        assertThat(answer.at("/data/outcome").asText()).as("next: %s", answer).isEqualTo("ACCEPTED");
        assertThat(answer.at("/data/version").asInt()).as("next: %s", answer).isEqualTo(probed.applied);
        assertBecame(probed.bad, poison.expected());
        assertPublished(probed.key, probed.applied);
    }

    /** Everything that the owner has published since the proof began. */
    public List<ConsumerRecord<byte[], byte[]>> seen() {
        return probe.seen();
    }

    private void assertBecame(Sent bad, Expected expected) {
        switch (expected) {
            case Expected.Rejected(String code) -> assertRejected(bad, code);
            case Expected.Stale(long lastApplied) -> {
                JsonNode receipt = receipt(bad);
                assertThat(receipt.at("/data/outcome").asText()).isEqualTo("STALE");
                assertThat(receipt.at("/data/version").asLong()).isEqualTo(lastApplied);
                assertThat(receipt.at("/data/code").isNull()).isTrue();
            }
            case Expected.Accepted() -> {
                JsonNode receipt = receipt(bad);
                assertThat(receipt.at("/data/outcome").asText())
                        .as("%s", receipt)
                        .isEqualTo("ACCEPTED");
            }
            case Expected.Unseen() -> assertThat(receipts(bad)).isEmpty();
        }
    }

    private void assertRejected(Sent bad, String code) {
        JsonNode receipt = receipt(bad);
        assertThat(receipt.at("/data/outcome").asText()).as("%s", receipt).isEqualTo("REJECTED");
        assertThat(receipt.at("/data/code").asText()).as("%s", receipt).isEqualTo(code);
        assertThat(receipt.at("/data/version").isNull()).isTrue();
        assertThat(receipt.at("/data/violations")).isNotEmpty();
        String sha256 = sha256(bad.shipment.value());
        assertThat(receipt.at("/data/inReplyTo/sha256").asText()).isEqualTo(sha256);
        ConsumerRecord<byte[], byte[]> letter = probe.await(each -> isLetter(each) && bad.isIn(each));
        byte[] value = bad.shipment.value();
        boolean fits = value == null || value.length <= LONGEST_IN_A_DEAD_LETTER;
        assertThat(letter.key()).isEqualTo(bad.shipment.key());
        assertThat(letter.value()).isEqualTo(fits ? value : null);
        assertThat(letter.headers().lastHeader("dlq-omitted") == null).isEqualTo(fits);
        assertThat(header(letter, "dlq-code")).isEqualTo(code);
        assertThat(header(letter, "dlq-reason")).isNotBlank();
        assertThat(header(letter, "dlq-timestamp")).isEqualTo(Long.toString(bad.at.timestamp()));
        assertThat(header(letter, "dlq-consumer")).isEqualTo(owner + "-service");
        assertThat(header(letter, "dlq-version")).isNotBlank();
        assertThat(header(letter, "dlq-attempts")).isEqualTo("1");
        assertThat(header(letter, "dlq-sha256")).isEqualTo(sha256);
    }

    private void assertPublished(String key, int versions) {
        List<ConsumerRecord<byte[], byte[]>> events =
                probe.await(versions, each -> each.topic().equals(published) && key.equals(text(each.key())));
        assertThat(events.stream()
                        .map(each -> json(each).get("aggregateversion").asInt())
                        .distinct())
                .hasSize(versions)
                .isSorted();
    }

    private Sent send(Shipment shipment, int partition) {
        String by = shipment.sender() == null ? sender : shipment.sender();
        var record = new ProducerRecord<>(
                owner + ".in." + by + ".v1",
                partition,
                shipment.key(),
                shipment.value(),
                new RecordHeaders(shipment.headers()));
        RecordMetadata at =
                switch (shipment.way()) {
                    case PLAIN -> probe.send(record);
                    case ABORTED -> sendAndAbort(record);
                };
        Sent each = new Sent(shipment, at);
        sent.add(each);
        return each;
    }

    private static RecordMetadata sendAndAbort(ProducerRecord<byte[], byte[]> record) {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", StackResource.bootstrapServers(), "transactional.id", "aborting");
        try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            var acknowledgement = producer.send(record);
            producer.flush();
            producer.abortTransaction();
            return acknowledgement.resultNow();
        }
    }

    private JsonNode receipt(Sent to) {
        return json(probe.await(each -> isReceipt(each) && to.isSubjectOf(json(each))));
    }

    private List<JsonNode> receipts(Sent to) {
        return probe.seen().stream()
                .filter(this::isReceipt)
                .map(TopicProbe::json)
                .filter(to::isSubjectOf)
                .toList();
    }

    private boolean isReceipt(ConsumerRecord<byte[], byte[]> record) {
        return record.topic().startsWith(owner + ".result.");
    }

    private boolean isLetter(ConsumerRecord<byte[], byte[]> record) {
        return record.topic().equals(owner + ".dlq.v1");
    }

    private static String text(byte[] bytes) {
        return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
    }

    private static String sha256(byte[] value) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(value == null ? new byte[0] : value);
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    /** Looks back: every record that was to be seen has one receipt, and every rejected one has one dead letter. */
    @Override
    public void close() {
        try (probe) {
            List<ConsumerRecord<byte[], byte[]>> all = probe.seen();
            List<JsonNode> receipts =
                    all.stream().filter(this::isReceipt).map(TopicProbe::json).toList();
            List<ConsumerRecord<byte[], byte[]>> letters =
                    all.stream().filter(this::isLetter).toList();
            for (Sent each : sent) {
                List<JsonNode> answers =
                        receipts.stream().filter(each::isSubjectOf).toList();
                boolean rejected = answers.stream()
                        .anyMatch(answer -> answer.at("/data/outcome").asText().equals("REJECTED"));
                assertThat(answers).hasSize(each.shipment.way() == Shipment.Way.ABORTED ? 0 : 1);
                assertThat(letters.stream().filter(each::isIn)).hasSize(rejected ? 1 : 0);
            }
        }
    }
}
