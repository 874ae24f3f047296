package org.jixiao.reporting.goaltable;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jixiao.platform.money.Money;
import org.jixiao.platform.problem.Text;
import org.jixiao.reporting.answer.Language;
import org.jixiao.reporting.funding.Amounts;
import org.jixiao.reporting.rule.Rule;
import org.jixiao.reporting.rule.Severity;

/**
 * What a rule found. Amounts are in 元, exact, although the table prints 万元. In one table no two findings have the same rule,
 * project and measure.
 *
 * @param projectCode null when it is about the table as a whole
 * @param measure which of several figures that the rule compares, {@code amounts.total}; null when it compares but one
 * @param expected by the rule; null for a blank
 * @param actual what is there; null for a blank
 * @param difference actual - expected, a blank counted as nothing; of times a duration by ISO 8601, to the second
 */
public record Finding(
        Rule rule,
        String projectCode,
        String measure,
        String expected,
        String actual,
        String difference,
        Text message) {

    static Finding ofAmounts(Rule rule, String projectCode, Money expected, Money actual, Text message) {
        String difference = Amounts.difference(actual, expected).toString();
        return new Finding(rule, projectCode, null, text(expected), text(actual), difference, message);
    }

    static Finding ofCounts(Rule rule, String projectCode, long expected, long actual, Text message) {
        String difference = Long.toString(actual - expected);
        return new Finding(
                rule, projectCode, null, Long.toString(expected), Long.toString(actual), difference, message);
    }

    static Finding ofNumbers(Rule rule, String projectCode, BigDecimal expected, BigDecimal actual, Text message) {
        String difference = actual.subtract(expected).toPlainString();
        return new Finding(
                rule, projectCode, null, expected.toPlainString(), actual.toPlainString(), difference, message);
    }

    /** @param expected the earliest time that would do */
    static Finding ofTimes(Rule rule, String projectCode, Instant expected, Instant actual, Text message) {
        String difference = Duration.between(expected, actual)
                .truncatedTo(ChronoUnit.SECONDS)
                .toString();
        return new Finding(rule, projectCode, null, expected.toString(), actual.toString(), difference, message);
    }

    /** The same finding, told apart from those of other measures. */
    Finding of(String oneMeasure) {
        return new Finding(rule, projectCode, oneMeasure, expected, actual, difference, message);
    }

    View in(Language language) {
        return new View(
                rule.code(), rule.severity(), projectCode, measure, expected, actual, difference, language.of(message));
    }

    private static String text(Money amount) {
        return amount == null ? null : amount.toString();
    }

    /** A finding as it is answered, in the caller's language. */
    @Schema(name = "Finding")
    public record View(
            String rule,
            Severity severity,
            @Schema(nullable = true) String projectCode,

            @Schema(nullable = true, examples = "amounts.total")
            String measure,

            @Schema(nullable = true) String expected,
            @Schema(nullable = true) String actual,
            String difference,
            String message) {}
}
