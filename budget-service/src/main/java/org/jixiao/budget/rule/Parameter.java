package org.jixiao.budget.rule;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jixiao.platform.problem.Problem;
import org.jixiao.platform.problem.Text;

/**
 * A query parameter as it came.
 *
 * @param value null when it was left out
 */
public record Parameter(String name, String value) {

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

    /** A whole number, or null. */
    public Integer number() {
        return value == null ? null : Integer.valueOf(matching(NUMBER));
    }

    /** Digits of this length, or null. */
    public String code(int length) {
        return value == null ? null : matching(Pattern.compile("[0-9]{" + length + "}"));
    }

    /** The name of one of these constants, or null. */
    public <E extends Enum<E>> String oneOf(Class<E> constants) {
        return value == null ? null : matching(Pattern.compile(String.join("|", names(constants))));
    }

    /** Text without control characters of at most this length, or null. */
    public String text(int longest) {
        return value == null ? null : matching(Pattern.compile("[^\\p{Cc}\\p{Cs}]{0," + longest + "}"));
    }

    private String matching(Pattern pattern) {
        if (!pattern.matcher(value).matches()) {
            throw Problem.parameter(name, Text.of("%s 的取值无效", "%s has a value that cannot be", name));
        }
        return value;
    }

    private static <E extends Enum<E>> List<String> names(Class<E> constants) {
        return Arrays.stream(constants.getEnumConstants()).map(Enum::name).toList();
    }
}
