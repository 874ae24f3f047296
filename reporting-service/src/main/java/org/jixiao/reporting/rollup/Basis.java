package org.jixiao.reporting.rollup;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jixiao.platform.problem.Text;

/** Which money is meant. */
public enum Basis {
    /** As asked for. Nobody reports it yet, so that it is blank everywhere. */
    DECLARED(Text.of("申报", "declared")),
    /** At the first issue, together with the budget. */
    ISSUED(Text.of("批复", "issued")),
    /** As of now, with every adjustment. */
    ADJUSTED(Text.of("调整后", "adjusted")),
    /** Spent so far. It is not reported by fund source. */
    EXECUTED(Text.of("执行", "executed"));

    private final Text label;

    Basis(Text label) {
        this.label = label;
    }

    public Text label() {
        return label;
    }

    public String parameter() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Basis> named(String parameter) {
        return Arrays.stream(values())
                .filter(basis -> basis.parameter().equals(parameter))
                .findFirst();
    }

    static String parameters() {
        return Arrays.stream(values()).map(Basis::parameter).collect(Collectors.joining(", "));
    }
}
