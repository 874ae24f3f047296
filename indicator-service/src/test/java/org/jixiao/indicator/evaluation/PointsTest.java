package org.jixiao.indicator.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jixiao.indicator.judging.Judged.actual;
import static org.jixiao.indicator.judging.Judged.decimal;
import static org.jixiao.indicator.judging.Judged.national;
import static org.jixiao.indicator.judging.Judged.output;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.jixiao.indicator.Seeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PointsTest {

    private static final Map<String, String> SIGNS = Map.of("GE", "≥", "LE", "≤", "EQ", "=", "NONE", "");

    /** The worked cases: operator, target, actual, weight, expected score, whether it is far above the target, note. */
    static Stream<List<String>> vectors() throws IOException {
        try (InputStream in = PointsTest.class.getResourceAsStream("/scoring-vectors.tsv")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines().skip(1).map(line -> List.of(line.split("\t"))).toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void worked_cases_come_to_their_points(List<String> line) {
        ScoredIndicator scored = score(SIGNS.get(line.get(0)) + line.get(1), line.get(2), line.get(3));

        assertThat(scored.score()).isEqualTo(line.get(4));
        assertThat(scored.flags().contains(ScoreFlag.OVER_FULFILLED)).isEqualTo(Boolean.valueOf(line.get(5)));
    }

    @ParameterizedTest(name = "{0}: {1} of {2} earns {3}")
    @CsvSource(delimiter = '|', textBlock = """
            ≥0         | 5     | 10 | 10.00
            >0         | 0     | 10 | 0.00
            0次        | 2     | 10 | 0.00
            ≥8         | -1    | 10 | 0.00
            ≥-5%       | -6    | 10 | 0.00
            ≥-5%       | -4    | 10 | 10.00
            <10天      | 10    | 10 | 10.00
            8-10次     | 8     | 10 | 10.00
            8-10次     | 6     | 10 | 7.50
            8-10次     | 12    | 10 | 8.00
            8-10次     | 21    | 10 | 0.00
            ±3%以内    | -3    | 10 | 10.00
            ±3%以内    | 4.5   | 10 | 5.00
            ±3%以内    | -7    | 10 | 0.00
            ≥3         | 1     | 10 | 3.33
            ≥3         | 2     | 10 | 6.67
            """)
    void targets_beyond_the_worked_cases(String target, String actual, String weight, String points) {
        assertThat(score(target, actual, weight).score()).isEqualTo(points);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({"≥10, 13, true", "≥10, 12.99, false", "≤10, 20, false", "=0, 5, false", "8-10次, 20, false"})
    void far_above_the_target_is_flagged(String target, String actual, boolean flagged) {
        assertThat(score(target, actual, "10").flags().contains(ScoreFlag.OVER_FULFILLED))
                .isEqualTo(flagged);
    }

    @Test
    void points_stay_between_nothing_and_the_weight_and_follow_the_direction_of_the_target() {
        Seeds.holds(3_000, random -> {
            boolean ceiling = random.nextBoolean();
            String sign =
                    ceiling ? Seeds.oneOf(random, List.of("≤", "<")) : Seeds.oneOf(random, List.of("≥", ">", "=", ""));
            String target = sign + figure(random);
            String weight = BigDecimal.valueOf(1 + random.nextInt(9_000), 2).toPlainString();
            BigDecimal less = BigDecimal.valueOf(random.nextInt(200_000) - 1_000, 2);
            BigDecimal more = less.add(BigDecimal.valueOf(random.nextInt(10_000), 2));

            BigDecimal low = decimal(score(target, less.toPlainString(), weight).score());
            BigDecimal high =
                    decimal(score(target, more.toPlainString(), weight).score());

            assertThat(low).isBetween(BigDecimal.ZERO, decimal(weight));
            assertThat(low.scale()).isEqualTo(2);
            if (ceiling) {
                assertThat(high).isLessThanOrEqualTo(low);
            } else if (!target.equals("0") && !target.equals("=0")) {
                assertThat(high).isGreaterThanOrEqualTo(low);
            }
        });
    }

    private static String figure(Random random) {
        return random.nextInt(20) == 0
                ? "0"
                : BigDecimal.valueOf(1 + random.nextInt(100_000), random.nextInt(3))
                        .toPlainString();
    }

    private static ScoredIndicator score(String target, String actual, String weight) {
        return new Scoring(
                        actual(output(1, target), actual),
                        decimal(weight),
                        national().scores())
                .scored();
    }
}
