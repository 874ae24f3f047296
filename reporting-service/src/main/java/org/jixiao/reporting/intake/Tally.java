package org.jixiao.reporting.intake;

import java.util.Map;
import java.util.TreeMap;

/** Counts by codes, in the form in which the read model keeps that: {@code 1.11.3 2.22.1}, each code with its number. */
final class Tally {

    private final Map<String, Integer> counts = new TreeMap<>();

    void add(String code) {
        counts.merge(code, 1, Integer::sum);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        counts.forEach((code, count) ->
                text.append(text.isEmpty() ? "" : " ").append(code).append('.').append(count));
        return text.toString();
    }
}
