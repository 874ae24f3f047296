package org.jixiao.platform.problem;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A query parameter as it was asked.
 *
 * @param value null when it was left out; then every reading is null
 */
public record Asked(String name, String value) {

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");
    private static final int LAST_YEAR = 9999;

    /** A whole number. */
    public Integer number() {
        return value == null ? null : Integer.valueOf(matching(NUMBER));
    }

    /** One of these constants by its name. */
    public <E extends Enum<E>> String oneOf(Class<E> constants) {
        return value == null
                ? null
                : matching(Pattern.compile(Arrays.stream(constants.getEnumConstants())
                        .map(Enum::name)
                        .collect(Collectors.joining("|"))));
    }

    /** Text without control characters. */
    public String text(int longest) {
        return value == null ? null : matching(Pattern.compile("[^\\p{Cc}\\p{Cs}]{0," + longest + "}"));
    }

    /** A point in time with its offset (RFC 3339). */
    public Instant time() {
        if (value == null) {
            return null;
        }
        try {
            OffsetDateTime time = OffsetDateTime.parse(value);
            if (time.getYear() >= 1 && time.getYear() <= LAST_YEAR) {
                return time.toInstant();
            }
        } catch (DateTimeException e) {
            // said below, as for a year that no calendar has
        }
        throw wrong();
    }

    /** The key of a cursor that is a number; this one when there is no cursor yet. */
    public static long after(Page.Request page, long first) {
        if (page.after().isEmpty()) {
            return first;
        }
        try {
            return Long.parseLong(page.after());
        } catch (NumberFormatException e) {
            throw new Asked("cursor", page.after()).wrong();
        }
    }

    /** The key of a cursor that is a UUID; this one when there is no cursor yet. */
    public static UUID after(Page.Request page, UUID first) {
        if (page.after().isEmpty()) {
            return first;
        }
        try {
            return UUID.fromString(page.after());
        } catch (IllegalArgumentException e) {
            throw new Asked("cursor", page.after()).wrong();
        }
    }

    private String matching(Pattern pattern) {
        if (!pattern.matcher(value).matches()) {
            throw wrong();
        }
        return value;
    }

    private Problem wrong() {
        return Problem.parameter(name, Text.of("%s 的取值无效", "%s has a value that cannot be", name));
    }
}
