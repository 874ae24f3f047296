package org.jixiao.platform.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jixiao.platform.outbox.OutboxMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CloudEventTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @ValueSource(strings = {"2025-02-20T09:15:00+08:00", "2025-02-20T01:15:03.412Z", "2025-12-31T23:59:59.000000001Z"})
    void whatIsWrittenReadsBackTheSame(String time) throws Exception {
        CloudEvent event = event(time, true);

        assertThat(CloudEvent.read(JSON.readTree(event.toBytes()))).isEqualTo(event);
    }

    @Test
    void timeHasItsSecondsAsTheContractWants() throws Exception {
        JsonNode json = JSON.readTree(event("2025-02-20T09:15:00+08:00", false).toBytes());

        assertThat(json.get("time").asText()).isEqualTo("2025-02-20T09:15:00+08:00");
        assertThat(json.has("dryrun")).isFalse();
    }

    @Test
    void messageIsKeyedAndVersionedLikeTheAggregateAndNamesItsTypeAndId() {
        OutboxMessage message = event("2025-02-20T09:15:00Z", false).toMessage("things.v1");

        assertThat(message.topic()).isEqualTo("things.v1");
        assertThat(message.key()).isEqualTo("T1".getBytes(UTF_8));
        assertThat(message.version()).isEqualTo(7);
        assertThat(message.headers())
                .containsEntry("ce_id", "id-1")
                .containsEntry("ce_type", "org.jixiao.thing.changed.v1")
                .containsEntry("content-type", "application/cloudevents+json; charset=UTF-8");
    }

    @Test
    void newIdsAreUuidsOfVersionSevenThatSortByTime() {
        Instant start = Instant.parse("2025-02-20T01:15:03.412Z");
        List<String> ids = IntStream.range(0, 1000)
                .mapToObj(i -> CloudEvent.newId(start.plusMillis(i)))
                .toList();

        assertThat(ids).isSorted().doesNotHaveDuplicates().allSatisfy(id -> {
            assertThat(UUID.fromString(id).version()).isEqualTo(7);
            assertThat(UUID.fromString(id).variant()).isEqualTo(2);
        });
        assertThat(UUID.fromString(ids.getFirst()).getMostSignificantBits() >>> 16)
                .isEqualTo(start.toEpochMilli());
    }

    private static CloudEvent event(String time, boolean dryRun) {
        return new CloudEvent(
                "id-1",
                "urn:jixiao:service:thing-service",
                "org.jixiao.thing.changed.v1",
                "thing/T1",
                OffsetDateTime.parse(time),
                "urn:jixiao:schema:thing:1.0",
                7L,
                2,
                "T1",
                "cause-1",
                dryRun,
                JSON.createObjectNode().put("name", "专职人民调解"));
    }
}
