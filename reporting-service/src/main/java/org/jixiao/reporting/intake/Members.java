package org.jixiao.reporting.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.POJONode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jixiao.platform.money.Money;
import org.jixiao.reporting.intake.Unreadable.Code;

/** The members of a JSON object: tolerant of what is not asked for, strict about what is. */
final class Members {

    private static final int LAST_YEAR = 9999;
    private static final long MOST_EXACT = 9_007_199_254_740_991L;

    private final String pointer;
    private final JsonNode object;

    private Members(String pointer, JsonNode object) {
        this.pointer = pointer;
        this.object = object;
    }

    static Members of(JsonNode document) throws Unreadable {
        if (!document.isObject()) {
            throw new Unreadable(Code.MALFORMED, "not a JSON object");
        }
        return new Members("", document);
    }

    Members object(String name) throws Unreadable {
        JsonNode value = object.path(name);
        if (!value.isObject()) {
            throw wrong(name, "an object");
        }
        return new Members(pointer + "/" + name, value);
    }

    /** The objects of an array, each to be read in its turn. */
    List<Members> objects(String name) throws Unreadable {
        return objects(name, array(name));
    }

    /** The objects of an array that was cut out when the event was read, as those of a goal are. */
    List<Members> sliced(String name) throws Unreadable {
        try {
            return objects(name, EventReader.read(slice(name).json().bytes()));
        } catch (JsonProcessingException e) {
            throw wrong(name, "an array of objects");
        }
    }

    private List<Members> objects(String name, JsonNode values) throws Unreadable {
        List<Members> objects = new ArrayList<>(values.size());
        for (JsonNode value : values) {
            if (!value.isObject()) {
                throw wrong(name, "an array of objects");
            }
            objects.add(new Members(pointer + "/" + name + "/" + objects.size(), value));
        }
        return objects;
    }

    /** All of it, with what is not asked for. */
    String json() {
        return object.toString();
    }

    /** An array of objects as it was written. */
    Slice slice(String name) throws Unreadable {
        if (object.path(name) instanceof POJONode node && node.getPojo() instanceof Slice slice) {
            return slice;
        }
        throw wrong(name, "an array of objects");
    }

    JsonNode array(String name) throws Unreadable {
        JsonNode value = object.path(name);
        if (!value.isArray()) {
            throw wrong(name, "an array");
        }
        return value;
    }

    JsonNode texts(String name) throws Unreadable {
        JsonNode values = array(name);
        for (JsonNode value : values) {
            if (!value.isTextual()) {
                throw wrong(name, "an array of strings");
            }
        }
        return values;
    }

    String text(String name) throws Unreadable {
        JsonNode value = object.path(name);
        if (!value.isTextual()) {
            throw wrong(name, "a string");
        }
        return value.textValue();
    }

    String textOrNull(String name) throws Unreadable {
        return isBlank(name) ? null : text(name);
    }

    LocalDate dateOrNull(String name) throws Unreadable {
        if (isBlank(name)) {
            return null;
        }
        try {
            return LocalDate.parse(text(name));
        } catch (DateTimeParseException e) {
            throw wrong(name, "a date");
        }
    }

    /** An RFC 3339 time of a year that people count. */
    OffsetDateTime time(String name) throws Unreadable {
        try {
            OffsetDateTime time = OffsetDateTime.parse(text(name));
            if (time.getYear() >= 1 && time.getYear() <= LAST_YEAR) {
                return time;
            }
        } catch (DateTimeException e) {
            // said below, as for a year that no calendar has
        }
        throw wrong(name, "an RFC 3339 time");
    }

    OffsetDateTime timeOrNull(String name) throws Unreadable {
        return isBlank(name) ? null : time(name);
    }

    String code(String name, Pattern pattern) throws Unreadable {
        String code = text(name);
        if (!pattern.matcher(code).matches()) {
            throw wrong(name, pattern.pattern());
        }
        return code;
    }

    <E extends Enum<E>> E constant(String name, Class<E> of) throws Unreadable {
        String text = text(name);
        for (E constant : of.getEnumConstants()) {
            if (constant.name().equals(text)) {
                return constant;
            }
        }
        throw wrong(name, "one of " + List.of(of.getEnumConstants()));
    }

    /** A whole number from {@code least} to 2^53 - 1. */
    long number(String name, long least) throws Unreadable {
        JsonNode value = object.path(name);
        if (!value.isIntegralNumber()
                || !value.canConvertToLong()
                || value.longValue() < least
                || value.longValue() > MOST_EXACT) {
            throw wrong(name, "a whole number from " + least);
        }
        return value.longValue();
    }

    long number(String name, long least, long otherwise) throws Unreadable {
        return isBlank(name) ? otherwise : number(name, least);
    }

    /** An amount in 元; null where it is blank. */
    Money amount(String name) throws Unreadable {
        if (isBlank(name)) {
            return null;
        }
        try {
            return Money.ofYuan(text(name));
        } catch (IllegalArgumentException e) {
            throw new Unreadable(Code.AMOUNT_FORMAT, pointer + "/" + name + " is not an amount in 元 with two decimals");
        }
    }

    Unreadable wrong(String name, String expected) {
        return new Unreadable(Code.SCHEMA, pointer + "/" + name + " is not " + expected);
    }

    /** Whether the member is there and null. */
    boolean isNull(String name) {
        return object.path(name).isNull();
    }

    /** Whether the member is null or not there. */
    boolean isBlank(String name) {
        return object.path(name).isNull() || object.path(name).isMissingNode();
    }
}
