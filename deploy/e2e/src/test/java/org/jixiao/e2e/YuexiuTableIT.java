package org.jixiao.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.jixiao.local.OutgoingEvent;
import org.jixiao.local.Receipt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

@DisplayName("项目支出绩效目标表 through the packaged services")
class YuexiuTableIT {

    private static final BigDecimal FEN = new BigDecimal("0.01");
    private static final BigDecimal TEN_THOUSAND_YUAN = new BigDecimal("10000.00");

    private final Clerk clerk = new Clerk();
    private final DepartmentTable table = DepartmentTable.inNewDepartment();

    @BeforeEach
    void theDepartmentIsRegistered() {
        clerk.registers(table);
    }

    @Test
    void is_served_as_it_was_reported_down_to_the_character() {
        List<Receipt> receipts = clerk.sends(table.events(), table.eventIds());

        assertThat(receipts).hasSize(26).extracting(Receipt::outcome).containsOnly("ACCEPTED");
        clerk.seesTheTable(table);
        assertThat(indicators(clerk.reads(table))).isEqualTo(42);
        assertThat(byFunding(clerk.rollup(table, "funding")))
                .containsExactlyInAnyOrder("TRANSFER 1320000.00", "OWN 6670600.00");
    }

    @Test
    void is_the_same_after_all_events_came_twice_and_shuffled() {
        List<OutgoingEvent> twice = new ArrayList<>(table.events());
        twice.addAll(table.events());
        Collections.shuffle(twice, new Random(20250220));

        clerk.sends(twice, table.eventIds());

        clerk.seesTheTable(table);
        List<Receipt> again = clerk.sends(table.events(), table.eventIds());
        assertThat(again).hasSize(26).extracting(Receipt::outcome).containsOnly("DUPLICATE");
        clerk.seesTheTable(table);
    }

    @RepeatedTest(3)
    void moves_by_exactly_what_a_project_was_changed_by(RepetitionInfo repetition) {
        clerk.sends(table.events(), table.eventIds());
        clerk.seesTheTable(table);

        clerk.adds(TEN_THOUSAND_YUAN, table.projectCode(repetition.getCurrentRepetition()));

        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(20))
                .untilAsserted(
                        () -> assertThat(clerk.reads(table).at("/amounts/total").asText())
                                .isEqualTo("800.06"));
        clerk.adds(TEN_THOUSAND_YUAN.negate(), table.projectCode(repetition.getCurrentRepetition()));
        clerk.seesTheTable(table);
    }

    @Test
    void keeps_the_fen_that_a_table_in_ten_thousands_does_not_show() {
        clerk.sends(table.events(), table.eventIds());
        clerk.seesTheTable(table);

        clerk.adds(FEN, table.projectCode(1));

        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(clerk.rollup(table, "total")
                                .at("/amounts/total")
                                .asText())
                        .isEqualTo("7990600.01"));
    }

    @Test
    void survives_reporting_being_killed_in_the_middle() {
        clerk.sends(table.events().subList(0, 13), idsOf(table.events().subList(0, 13)));
        Stack.get().reporting().kill();
        clerk.sends(table.events().subList(13, 26), idsOf(table.events().subList(13, 26)));

        Stack.restartReporting();

        clerk.seesTheTable(table);
        assertThat(byFunding(clerk.rollup(table, "funding")))
                .containsExactlyInAnyOrder("TRANSFER 1320000.00", "OWN 6670600.00");
    }

    @Test
    void is_the_same_when_the_read_model_is_rebuilt_from_the_topics() {
        clerk.sends(table.events(), table.eventIds());
        clerk.adds(TEN_THOUSAND_YUAN, table.projectCode(1));
        JsonNode changed = table.expected();
        raise(changed, "/amounts", "800.06");
        raise(changed, "/units/0/amounts", "800.06");
        raise(changed, "/units/0/projects/0/amounts", "22.00");
        clerk.seesTheTable(table, changed);

        Stack.get().reporting().kill();
        ReadModel.forget(Stack.get());
        Stack.restartReporting();

        clerk.seesTheTable(table, changed);
    }

    @Test
    void is_published_certified_compared_and_reverted_and_its_bytes_stay() {
        clerk.sends(table.events(), table.eventIds());
        clerk.seesTheTable(table);
        String number = clerk.publishes(table);
        assertThat(clerk.readsPublicly(number).statusCode()).isEqualTo(404);
        clerk.certifies(number);
        byte[] published = clerk.readsPublicly(number + "/table").asByteArray();
        String sha256 = clerk.readsPublicly(number).path("sha256");

        clerk.adds(TEN_THOUSAND_YUAN, table.projectCode(1));

        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(
                                clerk.readsPublicly(number + "/differences").<List<String>>path("projects.projectCode"))
                        .containsExactly(table.projectCode(1)));
        assertThat(clerk.readsPublicly(number + "/differences").<List<String>>path("projects[0].fields.after"))
                .containsExactly("220000.00", "220000.00");
        clerk.reverts(number);
        assertThat(clerk.readsPublicly(number + "/table").statusCode()).isEqualTo(404);
        assertThat(clerk.readsAsCertifier(number).<String>path("state")).isEqualTo("REVERTED");
        assertThat(clerk.readsAsCertifier(number + "/table").asByteArray())
                .isEqualTo(published)
                .satisfies(bytes -> assertThat(sha256(bytes)).isEqualTo(sha256));
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void raise(JsonNode table, String amounts, String to) {
        ((ObjectNode) table.at(amounts)).put("total", to).put("fiscalAppropriation", to);
    }

    private static java.util.Set<String> idsOf(List<OutgoingEvent> events) {
        return events.stream().map(OutgoingEvent::id).collect(java.util.stream.Collectors.toSet());
    }

    private static int indicators(JsonNode served) {
        return stream(served.at("/units/0/projects"))
                .mapToInt(project -> project.get("indicators").size())
                .sum();
    }

    private static List<String> byFunding(JsonNode rollup) {
        return stream(rollup.get("rows"))
                .map(row ->
                        row.get("key").asText() + " " + row.at("/amounts/total").asText())
                .toList();
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
