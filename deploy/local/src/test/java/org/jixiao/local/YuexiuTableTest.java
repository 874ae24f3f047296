package org.jixiao.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class YuexiuTableTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final YuexiuTable table = YuexiuTable.read();

    @Test
    void reports_13ProjectsAnd13Goals_eachToItsOwner() {
        assertThat(eventsTo("budget.in.yuexiu-finance.v1"))
                .hasSize(13)
                .extracting(OutgoingEvent::type)
                .containsOnly("org.jixiao.budget.project.reported.v1");
        assertThat(eventsTo("indicator.in.yuexiu-finance.v1"))
                .hasSize(13)
                .extracting(OutgoingEvent::type)
                .containsOnly("org.jixiao.indicator.goal.reported.v1");
    }

    @Test
    void reports_7990600Yuan_ofWhich1320000AreTransfers() {
        assertThat(sumWhere("/data/currency", "CNY")).isEqualByComparingTo("7990600.00");
        assertThat(sumWhere("/data/funding", "TRANSFER")).isEqualByComparingTo("1320000.00");
        assertThat(sumWhere("/data/funding", "OWN")).isEqualByComparingTo("6670600.00");
    }

    @Test
    void writes_amountsAsTheContractSays_andBlankCellsAsNull() {
        for (var event : eventsTo("budget.in.yuexiu-finance.v1")) {
            var amounts = json(event).at("/data/amounts");
            assertThat(amounts.get("fiscalAppropriation").asText()).matches("^(0|[1-9][0-9]{0,15})\\.[0-9]{2}$");
            assertThat(amounts.get("specialAccount").isNull()).isTrue();
            assertThat(amounts.get("other").isNull()).isTrue();
            assertThat(amounts.has("total")).isFalse();
            assertThat(json(event).at("/data/executed").isNull()).isTrue();
        }
    }

    @Test
    void reports_42Indicators_withTargetsAsPrinted() {
        var indicators = eventsTo("indicator.in.yuexiu-finance.v1").stream()
                .flatMap(event -> json(event).at("/data/indicators").valueStream())
                .toList();

        assertThat(indicators).hasSize(42);
        assertThat(indicators.getFirst().toString()).isEqualTo("""
                        {"sequence":1,"categoryCode":"1","typeCode":"11","name":"人均年度调解案件数",\
                        "periodTarget":"≥55件","annualTarget":"≥55件","weight":null}""");
    }

    @Test
    void keeps_theLineBreaksOfAGoal() {
        var goal = json(eventsTo("indicator.in.yuexiu-finance.v1").get(2))
                .at("/data/statement")
                .asText();

        assertThat(goal.lines()).hasSize(3);
        assertThat(goal).startsWith("一、").contains("\n二、").contains("\n三、");
    }

    @Test
    void sends_theSameBytes_again() {
        var again = YuexiuTable.read().events();

        assertThat(again)
                .map(YuexiuTableTest::text)
                .isEqualTo(table.events().stream().map(YuexiuTableTest::text).toList());
        assertThat(again).extracting(OutgoingEvent::id).doesNotHaveDuplicates().allSatisfy(id -> {
            assertThat(UUID.fromString(id).version()).isEqualTo(7);
            assertThat(UUID.fromString(id).variant()).isEqualTo(2);
        });
    }

    @Test
    void envelops_eachEvent_asTheContractSays() {
        for (var event : table.events()) {
            var envelope = json(event);
            assertThat(envelope.get("specversion").asText()).isEqualTo("1.0");
            assertThat(envelope.get("id").asText()).isEqualTo(event.id());
            assertThat(envelope.get("source").asText()).isEqualTo("urn:jixiao:sender:yuexiu-finance");
            assertThat(envelope.get("type").asText()).isEqualTo(event.type());
            assertThat(envelope.get("subject").asText()).isEqualTo("project/" + event.key());
            assertThat(envelope.get("partitionkey").asText()).isEqualTo(event.key());
            assertThat(envelope.get("dataschema").asText())
                    .isIn(
                            "urn:jixiao:schema:budget.project.reported:1.0",
                            "urn:jixiao:schema:indicator.goal.reported:1.0");
            assertThat(envelope.get("aggregateversion").asInt()).isEqualTo(1);
            assertThat(envelope.at("/data/projectCode").asText()).isEqualTo(event.key());
            assertThat(envelope.at("/data/fiscalYear").asInt()).isEqualTo(2025);
        }
    }

    private List<OutgoingEvent> eventsTo(String topic) {
        return table.events().stream()
                .filter(event -> event.topic().equals(topic))
                .toList();
    }

    private BigDecimal sumWhere(String pointer, String value) {
        return eventsTo("budget.in.yuexiu-finance.v1").stream()
                .map(YuexiuTableTest::json)
                .filter(event -> event.at(pointer).asText().equals(value))
                .map(event -> new BigDecimal(
                        event.at("/data/amounts/fiscalAppropriation").asText()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static String text(OutgoingEvent event) {
        return new String(event.bytes(), UTF_8);
    }

    private static JsonNode json(OutgoingEvent event) {
        try {
            return JSON.readTree(event.bytes());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
