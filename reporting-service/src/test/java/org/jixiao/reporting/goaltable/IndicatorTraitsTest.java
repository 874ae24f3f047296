package org.jixiao.reporting.goaltable;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IndicatorTraitsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[]                                                                      | []  |",
                "[{\"category\":{\"code\":\"1\"},\"type\":{\"code\":\"11\"},\"weight\":null}] | [1] |",
                "[{\"weight\":\"40.5\"},{\"weight\":\"49.5\"},{\"weight\":null}]           | []  | 90.0",
                "[{\"category\":{\"name\":\"产出\",\"code\":\"1\"}},{\"category\":{\"code\":\"3\"}}] | [1, 3] |",
                "[{\"name\":\"\\\"weight\\\":\\\"5\\\"\",\"periodTarget\":{\"weight\":\"7\",\"code\":\"9\"}}] | [] |"
            })
    void onlyCategoriesAndWeightsCount(String indicators, String categories, String weights) {
        IndicatorTraits traits = IndicatorTraits.of(indicators);

        assertThat(traits.categories()).hasToString(categories);
        assertThat(traits.weights() == null ? null : traits.weights().toString())
                .isEqualTo(weights);
    }
}
