package org.jixiao.bench;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The totals of a group of lines outside a database, in the order of {@link Content}'s columns; money in fen. */
final class Sums {

    /** Each a sum and the count of those that are not blank. */
    static final int AMOUNTS = 9;

    static final int REPORTED_TOTAL = 2 * AMOUNTS;
    static final int ISSUED = REPORTED_TOTAL + 1;
    static final int PROJECTS = ISSUED + 1;
    static final int GOALS = PROJECTS + 1;
    static final int INDICATORS = GOALS + 1;

    private final long[] numbers = new long[INDICATORS + 1];
    private final Map<String, Long> types = new TreeMap<>();

    /** @param bytes null for none yet */
    static Sums of(byte[] bytes) {
        Sums sums = new Sums();
        if (bytes == null) {
            return sums;
        }
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            for (int i = 0; i < sums.numbers.length; i++) {
                sums.numbers[i] = in.readLong();
            }
            for (int left = in.readInt(); left > 0; left--) {
                sums.types.put(in.readUTF(), in.readLong());
            }
            return sums;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    byte[] toBytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            for (long number : numbers) {
                out.writeLong(number);
            }
            out.writeInt(types.size());
            for (Map.Entry<String, Long> type : types.entrySet()) {
                out.writeUTF(type.getKey());
                out.writeLong(type.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    void add(int place, long number) {
        numbers[place] += number;
    }

    /** @param counts as a line has them: {@code 1.11.3 2.22.1} */
    void addTypes(String counts, int sign) {
        for (int from = 0; from < counts.length(); ) {
            int space = counts.indexOf(' ', from);
            int to = space < 0 ? counts.length() : space;
            int dot = counts.lastIndexOf('.', to - 1);
            long count = sign * Long.parseLong(counts, dot + 1, to, 10);
            types.merge(counts.substring(from, dot), count, Sums::sumOrNothing);
            from = to + 1;
        }
    }

    void add(Sums other) {
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] += other.numbers[i];
        }
        other.types.forEach((type, count) -> types.merge(type, count, Sums::sumOrNothing));
    }

    List<String> texts() {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < numbers.length; i++) {
            boolean money = i == REPORTED_TOTAL || i < REPORTED_TOTAL && i % 2 == 0;
            texts.add(money ? BigDecimal.valueOf(numbers[i], 2).toPlainString() : Long.toString(numbers[i]));
        }
        texts.add(
                types.isEmpty()
                        ? null
                        : types.entrySet().stream()
                                .map(type -> type.getKey() + "." + type.getValue())
                                .collect(Collectors.joining(" ")));
        return texts;
    }

    private static Long sumOrNothing(Long one, Long other) {
        long sum = one + other;
        return sum == 0 ? null : sum;
    }
}
