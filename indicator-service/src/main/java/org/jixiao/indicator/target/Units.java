package org.jixiao.indicator.target;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The dictionary of units, {@code units.tsv} beside this class. */
final class Units {

    static final Units DICTIONARY = read();

    private final Map<String, Entry> entries;
    private final int longest;

    private Units(List<Entry> entries) {
        this.entries = entries.stream().collect(Collectors.toUnmodifiableMap(Entry::printed, Function.identity()));
        this.longest =
                entries.stream().mapToInt(entry -> entry.printed.length()).max().orElse(0);
    }

    /** The longest unit that a folded text spells from a position on. */
    Optional<Entry> longestAt(String folded, int from, Predicate<Entry> fitting) {
        for (int length = Math.min(longest, folded.length() - from); length > 0; length--) {
            Entry entry = entries.get(folded.substring(from, from + length));
            if (entry != null && fitting.test(entry)) {
                return Optional.of(entry);
            }
        }
        return Optional.empty();
    }

    private static Units read() {
        try (var in = Units.class.getResourceAsStream("units.tsv");
                var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return new Units(lines.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(Entry::of)
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * One line of the dictionary.
     *
     * @param printed its spelling in folded text
     * @param denominator whether it is a unit only behind a slash: 月 alone is a month of the calendar
     */
    record Entry(String printed, Unit unit, boolean denominator) {

        private static Entry of(String line) {
            String[] columns = line.split("\t", -1);
            return new Entry(
                    Fold.of(columns[0]),
                    new Unit(columns[1], columns[2], columns[3].equals("ratio")),
                    columns[3].equals("denominator"));
        }
    }
}
