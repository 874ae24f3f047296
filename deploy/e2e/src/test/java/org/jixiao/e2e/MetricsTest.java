package org.jixiao.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetricsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "max(a_b{c=\"d e\"})              | a_b a_b{c}",
                "sum by (c, job) (rate(a[5m])) > 3 | a a{c}",
                "a offset 10m or b unless a        | a b",
                "topk(5, max by (c) (a{d!~\"x\"})) | a a{c} a{d}"
            })
    void an_expression_asks_for_metrics_and_their_labels(String expression, String asked) {
        assertThat(Metrics.askedBy(expression)).containsExactly(asked.split(" "));
    }
}
