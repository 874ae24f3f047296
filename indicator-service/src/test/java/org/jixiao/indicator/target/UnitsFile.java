package org.jixiao.indicator.target;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The dictionary as it stands in its file: spelling, unit, measure, class. */
final class UnitsFile {

    private UnitsFile() {}

    static List<String[]> lines() {
        try (InputStream in = UnitsFile.class.getResourceAsStream("units.tsv")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t", -1))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Units that stand alone. */
    static List<String[]> standing() {
        return lines().stream().filter(line -> !line[3].equals("denominator")).toList();
    }
}
