package org.jixiao.indicator.goal;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.jixiao.platform.problem.Problem;
import org.jixiao.platform.problem.Text;

/**
 * A query parameter as it came; one that is not what it should be is refused and never passed on.
 *
 * @param value null when it was left out
 */
record Parameter(String name, String value) {

    /** A whole number, or null. */
    Integer number() {
        return value == null ? null : Integer.valueOf(matching("[0-9]{1,9}"));
    }

    /** Digits of this length, or null. */
    String code(int length) {
        return value == null ? null : matching("[0-9]{" + length + "}");
    }

    /** One of these constants, or null. */
    <E extends Enum<E>> E oneOf(Class<E> constants) {
        return value == null
                ? null
                : Enum.valueOf(
                        constants,
                        matching(Arrays.stream(constants.getEnumConstants())
                                .map(Enum::name)
                                .collect(Collectors.joining("|"))));
    }

    /** True or false, or null. */
    Boolean truth() {
        return value == null ? null : Boolean.valueOf(matching("true|false"));
    }

    /** The value when all of it follows this pattern. */
    String matching(String pattern) {
        if (!value.matches(pattern)) {
            throw Problem.parameter(name, Text.of("%s 的取值无效", "%s has a value that cannot be", name));
        }
        return value;
    }
}
