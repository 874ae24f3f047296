package org.jixiao.platform.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.jixiao.platform.testing.TopicProbe.header;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jixiao.platform.Plumbing;
import org.jixiao.platform.Settings;
import org.jixiao.platform.inbox.Counter.Receipt;
import org.jixiao.platform.outbox.OutboxRelay;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What no owner can take never blocks the way, and is never lost. */
class PoisonTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @RegisterExtension
    final Plumbing plumbing = new Plumbing();

    @Test
    void everyKindIsRejectedForWhatItIsWithOneReceiptOneRowAndOneDeadLetter() throws Exception {
        Counter counter = Counter.open(plumbing, Clock.systemUTC());
        List<Poison> poisons = Poison.all();

        Map<String, String> mistaken = new TreeMap<>();
        for (Poison poison : poisons) {
            String verdict = verdict(counter, poison);
            if (!verdict.equals(poison.verdict())) {
                mistaken.put(poison.kind(), verdict);
            }
        }

        assertThat(mistaken).isEmpty();
        assertThat(plumbing.rows("select 1 from rejected_event")).hasSameSizeAs(poisons);
        assertThat(plumbing.rows("select 1 from outbox where topic like '%.dlq.v1'"))
                .hasSameSizeAs(poisons);
        assertThat(plumbing.rows("select * from parcel")).isEmpty();
    }

    @Test
    void theSafetyNetCanRejectEveryKind() throws Exception {
        Counter counter = Counter.open(plumbing, Clock.systemUTC());

        List<Poison> poisons = withUnforeseen();

        List<Receipt> receipts = new ArrayList<>();
        for (Poison poison : poisons) {
            receipts.addAll(counter.reject(counter.record(poison.key(), poison.value())));
        }

        assertThat(receipts).hasSameSizeAs(poisons);
        assertThat(receipts).extracting(Receipt::verdict).containsOnly("REJECTED INTERNAL");
        assertThat(plumbing.rows("select 1 from rejected_event")).hasSameSizeAs(poisons);
    }

    @Test
    void betweenGoodRecordsEveryKindLeavesItsThreeTracesOnRealTopics() throws Exception {
        String inbound = plumbing.topic("in." + Report.SENDER + ".v1", 3);
        String results = plumbing.topic("result." + Report.SENDER + ".v1", 3);
        String dead = plumbing.topic("dlq.v1", 3);
        plumbing.topic("parcels", 3);
        Counter counter = Counter.open(plumbing, Clock.systemUTC());
        List<Poison> poisons = withUnforeseen();
        send(inbound, poisons);

        plumbing.run(plumbing.loop(counter.intake()));
        OutboxRelay relay = plumbing.relay();
        plumbing.run(relay);

        int all = 2 * poisons.size();
        await().atMost(PATIENCE)
                .until(() -> plumbing.rows("select 1 from outbox where topic = ?", results)
                                .size()
                        >= all);
        await().atMost(PATIENCE).until(() -> plumbing.unpublished() == 0);
        assertThat(plumbing.rows("select 1 from parcel")).as("the good ones").hasSize(poisons.size());
        Map<String, ConsumerRecord<byte[], byte[]>> originals = byPlace(inbound);
        assertThat(answered(results)).as("one receipt per record").containsExactlyElementsOf(originals.keySet());
        assertDeadLettersAreOriginals(plumbing.read(dead), originals, inbound, poisons.size());
        assertRejectedRowsAreOriginals(originals, poisons.size());
    }

    private static String verdict(Counter counter, Poison poison) {
        try {
            return counter.hand(poison.key(), poison.value()).verdict();
        } catch (Exception e) {
            return e.getClass().getName();
        }
    }

    /** All kinds, and one that only the owner stumbles over. */
    private static List<Poison> withUnforeseen() {
        List<Poison> poisons = new ArrayList<>(Poison.all());
        Report unforeseen = Report.ofParcel(Parcels.UNFORESEEN);
        poisons.add(new Poison("unforeseen", unforeseen.key(), unforeseen.bytes(), "REJECTED INTERNAL"));
        return poisons;
    }

    private void send(String topic, List<Poison> poisons) throws Exception {
        Producer<byte[], byte[]> producer =
                plumbing.producer(Settings.Outbox.QUICK, Map.of(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 8 << 20));
        for (int i = 0; i < poisons.size(); i++) {
            Report good = Report.ofParcel("good-" + i);
            var record = new ProducerRecord<>(
                    topic, i % 3, poisons.get(i).key(), poisons.get(i).value());
            record.headers()
                    .add(
                            "traceparent",
                            "00-%032x-%016x-01".formatted(i + 1, i + 1).getBytes(UTF_8));
            producer.send(new ProducerRecord<>(topic, i % 3, good.key(), good.bytes()))
                    .get();
            producer.send(record).get();
        }
    }

    private List<String> answered(String results) {
        return plumbing.read(results).stream()
                .map(record -> Receipt.of(record.key(), record.value()))
                .map(receipt -> receipt.inReplyTo("partition") + "/" + receipt.inReplyTo("offset"))
                .sorted()
                .toList();
    }

    /** The records of a topic by {@code partition/offset}. */
    private Map<String, ConsumerRecord<byte[], byte[]>> byPlace(String topic) {
        Map<String, ConsumerRecord<byte[], byte[]>> records = new TreeMap<>();
        plumbing.read(topic).forEach(each -> records.put(each.partition() + "/" + each.offset(), each));
        return records;
    }

    private void assertDeadLettersAreOriginals(
            List<ConsumerRecord<byte[], byte[]>> letters,
            Map<String, ConsumerRecord<byte[], byte[]>> originals,
            String inbound,
            int count) {
        assertThat(letters)
                .extracting(letter -> header(letter, "dlq-partition") + "/" + header(letter, "dlq-offset"))
                .doesNotHaveDuplicates()
                .hasSize(count);
        for (ConsumerRecord<byte[], byte[]> letter : letters) {
            ConsumerRecord<byte[], byte[]> original =
                    originals.get(header(letter, "dlq-partition") + "/" + header(letter, "dlq-offset"));
            assertOriginalOrOmitted("key", 64 << 10, letter, original.key(), letter.key());
            assertOriginalOrOmitted("value", 800 << 10, letter, original.value(), letter.value());
            assertThat(header(letter, "dlq-topic")).isEqualTo(inbound);
            assertThat(header(letter, "dlq-timestamp")).isEqualTo(Long.toString(original.timestamp()));
            assertThat(header(letter, "dlq-sha256")).isEqualTo(DeadLetters.sha256(original.value()));
            assertThat(header(letter, "dlq-consumer"))
                    .isEqualTo(plumbing.settings().service());
            assertThat(header(letter, "dlq-version")).isEqualTo("1.2.3");
            assertThat(header(letter, "dlq-attempts")).isEqualTo("1");
            assertThat(header(letter, "dlq-code")).isNotBlank();
            assertThat(header(letter, "dlq-reason")).isNotBlank().hasSizeLessThanOrEqualTo(1000);
            assertThat(header(letter, "traceparent")).isEqualTo(header(original, "traceparent"));
        }
    }

    private static void assertOriginalOrOmitted(
            String part, int most, ConsumerRecord<byte[], byte[]> letter, byte[] original, byte[] kept) {
        if (original != null && original.length > most) {
            assertThat(kept).isNull();
            assertThat(header(letter, "dlq-omitted")).isEqualTo(part);
        } else {
            assertThat(kept).isEqualTo(original);
        }
    }

    private void assertRejectedRowsAreOriginals(Map<String, ConsumerRecord<byte[], byte[]>> originals, int count) {
        List<List<String>> rows = plumbing.rows("""
                select part || '/' || record_offset, sha256, encode(sha256(coalesce(payload, '')), 'hex') from rejected_event
                """);
        assertThat(rows).extracting(List::getFirst).doesNotHaveDuplicates().hasSize(count);
        assertThat(rows).allSatisfy(row -> {
            String original = DeadLetters.sha256(originals.get(row.getFirst()).value());
            assertThat(row).containsExactly(row.getFirst(), original, original);
        });
    }
}
