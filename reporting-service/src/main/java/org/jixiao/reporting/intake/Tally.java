package org.jixiao.reporting.intake;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Counts by codes, in the form in which the read model keeps that: {@code 1.11.3 2.22.1}, each code with its number. */
final class Tally {

    private final Map<String, Integer> counts = new TreeMap<>();

    void add(String code) {
        counts.merge(code, 1, Integer::sum);
    }

    @Override
    public String toString() {
        return counts.entrySet().stream()
                .map(each -> each.getKey() + "." + each.getValue())
                .collect(Collectors.joining(" "));
    }
}
