package org.jixiao.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class TableCheckTest {
    private final YuexiuTable source = YuexiuTable.read();
    private final ObjectNode served = source.expectedTable().deepCopy();

    @Test
    void finds_nothing_whenTheTableIsTheSource() {
        served.put("asOf", "2025-02-20T01:15:03.412Z").putArray("findings");

        assertThat(TableCheck.differences(source, served)).isEmpty();
    }

    @Test
    void names_theAmountThatDiffers() {
        ((ObjectNode) served.at("/units/0/projects/3/amounts")).put("total", "51.97");

        assertThat(TableCheck.differences(source, served))
                .containsExactly("/units/0/projects/3/amounts/total: 应为 / expected \"51.96\", 实为 / served \"51.97\"");
    }

    @Test
    void tells_aZeroFromABlankCell() {
        ((ObjectNode) served.at("/amounts")).put("other", "0.00");

        assertThat(TableCheck.differences(source, served))
                .singleElement()
                .asString()
                .startsWith("/amounts/other:");
    }

    @Test
    void tells_textFromANumber() {
        served.put("fiscalYear", "2025");

        assertThat(TableCheck.differences(source, served))
                .containsExactly("/fiscalYear: 应为 / expected 2025, 实为 / served \"2025\"");
    }

    @Test
    void names_whatIsMissing() {
        ((ObjectNode) served.at("/units/0/projects/0/indicators/1")).remove("annualTarget");

        assertThat(TableCheck.differences(source, served))
                .containsExactly(
                        "/units/0/projects/0/indicators/1/annualTarget/raw: 应为 / expected \"100%\", 实为 / served 无 / nothing");
    }

    @Test
    void counts_theProjects() {
        ((ArrayNode) served.at("/units/0/projects")).remove(12);

        assertThat(TableCheck.differences(source, served))
                .containsExactly("/units/0/projects: 应为 / expected 13 项 / items, 实为 / served 12 项 / items");
    }

    @Test
    void minds_theOrder() {
        var projects = (ArrayNode) served.at("/units/0/projects");
        projects.add(projects.remove(0));

        assertThat(TableCheck.differences(source, served))
                .anyMatch(difference -> difference.startsWith("/units/0/projects/0/projectCode:"));
    }

    @Test
    void looksUp_theRebuiltCell_inThePublishedText() {
        ((ObjectNode) served.at("/units/0/projects/5")).put("indicatorsText", "1、1-产出指标；");
        ((ObjectNode) served.at("/units/0/projects/6")).put("indicatorsText", "");

        assertThat(TableCheck.differences(source, served))
                .anyMatch(difference -> difference.startsWith("44010425P000000000007 indicatorsText:"))
                .anyMatch(difference -> difference.startsWith("/units/0/projects/5/indicatorsText:"));
    }

    @Test
    void knows_132WanOfTransfers_and66706OfOwnMoney() throws IOException {
        var rollup = new ObjectMapper().readTree("""
                        {"rows": [{"key": "TRANSFER", "amounts": {"total": "1320000.00"}},
                                  {"key": "OWN", "amounts": {"total": "6670600.00"}}]}""");
        assertThat(TableCheck.fundingDifferences(source, rollup)).isEmpty();

        ((ArrayNode) rollup.get("rows")).remove(0);
        assertThat(TableCheck.fundingDifferences(source, rollup))
                .containsExactly("/by-funding/TRANSFER: 应为 / expected \"1320000.00\", 实为 / served 无 / nothing");
    }
}
