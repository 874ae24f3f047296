package org.jixiao.reporting.intake;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Counts by codes, in the form in which the read model keeps that: {@code 1.11.3 2.22.1}, each code with its number. */
final class Tally {

    /** Sorted at the end instead of kept in a tree: there is a tally for every goal, of a dozen codes. */
    private final List<String> codes = new ArrayList<>();

    void add(String code) {
        codes.add(code);
    }

    @Override
    public String toString() {
        String[] sorted = codes.toArray(String[]::new);
        Arrays.sort(sorted);
        StringBuilder text = new StringBuilder();
        int count = 0;
        for (int i = 0; i < sorted.length; i++) {
            count++;
            if (i + 1 == sorted.length || !sorted[i].equals(sorted[i + 1])) {
                text.append(text.isEmpty() ? "" : " ")
                        .append(sorted[i])
                        .append('.')
                        .append(count);
                count = 0;
            }
        }
        return text.toString();
    }
}
