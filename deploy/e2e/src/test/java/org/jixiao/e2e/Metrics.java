package org.jixiao.e2e;

import static io.restassured.RestAssured.given;

import java.net.URI;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Names of metrics, and {@code metric{label}} for each of their labels: what somebody asks for, and what there is. */
final class Metrics {

    /** Prometheus knows them of whatever it reads. */
    private static final Set<String> OF_EVERY_TARGET = Set.of("namespace", "pod", "job");

    private static final Pattern TEXT_OR_RANGE = Pattern.compile("\"[^\"]*\"|\\[[^]]*]");
    private static final Pattern GROUPING = Pattern.compile("\\b(?:by|without|on|ignoring)\\s*\\(([^)]*)\\)");
    private static final Pattern NOT_A_FUNCTION =
            Pattern.compile("\\b([a-z_][a-z0-9_]*)\\b(?!\\s*\\()(?:\\{([^}]*)})?");
    private static final Set<String> KEYWORDS = Set.of("and", "or", "unless", "offset");
    private static final Pattern SAMPLE = Pattern.compile("([a-z0-9_]+)(?:\\{(.*)})? \\S+");
    private static final Pattern LABEL_WITH_VALUE = Pattern.compile("(\\w+)=\"(?:[^\"\\\\]|\\\\.)*\"");
    private static final Pattern WORD = Pattern.compile("\\w+");

    private Metrics() {}

    /** What an expression in the language of Prometheus asks for: of each of its metrics every label that it groups by. */
    static Set<String> askedBy(String expression) {
        String plain = TEXT_OR_RANGE.matcher(expression).replaceAll("");
        Set<String> grouped = GROUPING.matcher(plain)
                .results()
                .flatMap(grouping -> words(grouping.group(1)))
                .collect(Collectors.toSet());
        return NOT_A_FUNCTION
                .matcher(GROUPING.matcher(plain).replaceAll(""))
                .results()
                .filter(metric -> !KEYWORDS.contains(metric.group(1)))
                .flatMap(metric -> named(metric.group(1), Stream.concat(words(metric.group(2)), grouped.stream())))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What a service exports now. */
    static Set<String> exportedBy(URI service) {
        return given().get(service.resolve("/q/metrics"))
                .asString()
                .lines()
                .map(SAMPLE::matcher)
                .filter(sample -> sample.matches())
                .flatMap(sample -> named(sample.group(1), labels(sample.group(2))))
                .collect(Collectors.toSet());
    }

    private static Stream<String> named(String metric, Stream<String> labels) {
        return Stream.concat(
                Stream.of(metric),
                labels.filter(label -> !OF_EVERY_TARGET.contains(label)).map(label -> metric + "{" + label + "}"));
    }

    private static Stream<String> labels(String labels) {
        return labels == null
                ? Stream.empty()
                : LABEL_WITH_VALUE.matcher(labels).results().map(label -> label.group(1));
    }

    private static Stream<String> words(String text) {
        return text == null ? Stream.empty() : WORD.matcher(text).results().map(MatchResult::group);
    }
}
