package org.jixiao.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jixiao.platform.Plumbing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is appended is what is published, byte for byte, or nothing at all. */
class OutboxTest {

    @RegisterExtension
    final Plumbing plumbing = new Plumbing();

    private final Outbox outbox = new Outbox();

    @Test
    void keyBytesAndHeadersArriveAsTheyWereAppended() throws Exception {
        String topic = plumbing.topic("any", 1);
        byte[] everyByte = new byte[256];
        IntStream.range(0, 256).forEach(i -> everyByte[i] = (byte) i);
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("reason", "金额\u001f须为两位小数\n");
        headers.put("empty", "");
        headers.put("quoted", "{\"a,b\\");
        plumbing.inTransaction(connection ->
                outbox.append(connection, List.of(new OutboxMessage(topic, everyByte, everyByte, headers))));

        plumbing.relay().publishAll();

        ConsumerRecord<byte[], byte[]> record = plumbing.read(topic).getFirst();
        assertThat(record.key()).isEqualTo(everyByte);
        assertThat(record.value()).isEqualTo(everyByte);
        assertThat(Arrays.stream(record.headers().toArray()).map(header -> header.key() + "=" + text(header)))
                .containsExactly("reason=金额 须为两位小数 ", "empty=", "quoted={\"a,b\\");
    }

    @Test
    void deadLetterWithoutKeyOrValueIsPublishedWithoutThem() throws Exception {
        String topic = plumbing.topic("any", 1);
        plumbing.inTransaction(
                connection -> outbox.append(connection, List.of(new OutboxMessage(topic, null, null, Map.of()))));

        plumbing.relay().publishAll();

        ConsumerRecord<byte[], byte[]> record = plumbing.read(topic).getFirst();
        assertThat(record.key()).isNull();
        assertThat(record.value()).isNull();
    }

    @Test
    void versionOfAnAggregateIsNeverAppendedTwice() throws Exception {
        OutboxMessage first = Aggregates.message("any", "a", 1);
        plumbing.inTransaction(connection -> outbox.append(connection, List.of(first)));

        assertThatThrownBy(() -> plumbing.inTransaction(connection -> outbox.append(connection, List.of(first))))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("outbox_one_version_once");
    }

    @Test
    void versionOfAnAggregateIsAppendedOnceInEachEpoch() throws Exception {
        byte[] key = "a".getBytes(StandardCharsets.UTF_8);
        OutboxMessage second = new OutboxMessage("any", key, 2, 1L, key, Map.of());
        plumbing.inTransaction(
                connection -> outbox.append(connection, List.of(Aggregates.message("any", "a", 1), second)));

        plumbing.inTransaction(connection ->
                outbox.appendMissing(connection, List.of(second, new OutboxMessage("any", key, 2, 2L, key, Map.of()))));

        assertThat(plumbing.rows("select epoch, version from outbox order by id"))
                .containsExactly(List.of("1", "1"), List.of("2", "1"), List.of("2", "2"));
        assertThat(plumbing.unpublished()).isEqualTo(3);
    }

    @Test
    void versionedMessageWithoutPayloadIsRefused() {
        byte[] key = "a".getBytes(StandardCharsets.UTF_8);
        OutboxMessage tombstone = new OutboxMessage("any", key, 1, 1L, null, Map.of());

        assertThatThrownBy(() -> plumbing.inTransaction(connection -> outbox.append(connection, List.of(tombstone))))
                .as("a tombstone would erase the aggregate from a compacted topic")
                .isInstanceOf(SQLException.class);
    }

    @Test
    void nothingIsPublishedOfATransactionThatRollsBack() throws Exception {
        String topic = plumbing.topic("any", 1);
        assertThatThrownBy(() -> plumbing.inTransaction(connection -> {
                    outbox.append(connection, List.of(Aggregates.message(topic, "a", 1)));
                    throw new IllegalStateException("given up");
                }))
                .hasMessage("given up");

        int published = plumbing.relay().publishAll();

        assertThat(published).isZero();
        assertThat(plumbing.read(topic)).isEmpty();
    }

    private static String text(Header header) {
        return new String(header.value(), StandardCharsets.UTF_8);
    }
}
