package org.jixiao.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScreenTest {
    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private final Screen screen = new Screen(new PrintStream(shown, true, UTF_8));

    @Test
    void shows_eachProject_andTheSums() {
        screen.table(YuexiuTable.read().expectedTable());

        assertThat(text().lines())
                .contains(
                        "     21.00    4  （穗财政[2024]60号）专职人民调解服务项目经费",
                        "    799.06   42  合计 / total",
                        "13 个项目、42 个指标、799.06 万元 / 13 projects, 42 indicators, 799.06 × 10,000 yuan");
    }

    @Test
    void counts_receiptsByOutcome_andShowsWhyOneWasRejected() {
        var why = JsonNodeFactory.instance.objectNode().put("code", "SUM_MISMATCH");

        screen.receipts(List.of(receipt("ACCEPTED", null), receipt("ACCEPTED", null), receipt("REJECTED", why)));

        assertThat(text()).contains("3 receipts: {ACCEPTED=2, REJECTED=1}").contains("SUM_MISMATCH");
    }

    @Test
    void lists_whatDiffers() {
        screen.verdict(List.of("/amounts/total: …"));

        assertThat(text()).contains("Checked: 1 differences").contains("  /amounts/total: …");
    }

    private static Receipt receipt(String outcome, JsonNode data) {
        return new Receipt("id", "budget.result.yuexiu-finance.v1", outcome, data);
    }

    private String text() {
        return shown.toString(UTF_8);
    }
}
