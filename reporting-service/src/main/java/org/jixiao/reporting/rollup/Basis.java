package org.jixiao.reporting.rollup;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jixiao.platform.problem.Text;

/**
 * Which money is meant. Of the money in force, which tables show and rollups as well unless told otherwise, the basis is
 * ISSUED as long as it is that of the first issue in every project, and ADJUSTED from the first adjustment of one of them on.
 */
@Schema(
        description =
                "Which money. Of the money in force ISSUED while it is that of the first issue in every project, ADJUSTED"
                        + " from the first adjustment on; EXECUTED is spent, DECLARED asked for."
                        + " 现行金额在每个项目都与首次批复一致时为 ISSUED（批复），自第一次调整起为 ADJUSTED（调整后）。")
public enum Basis {
    /** As asked for. Nobody reports it yet, so that it is blank everywhere. */
    DECLARED(Text.of("申报", "declared"), Text.of("申报数", "as asked for")),
    /** At the first issue, together with the budget. */
    ISSUED(Text.of("批复", "issued"), Text.of("批复（随预算批复的金额）", "issued (as approved with the budget)")),
    /** In force now, with every adjustment. */
    ADJUSTED(
            Text.of("调整后", "adjusted"),
            Text.of("调整后（批复后有调整，现行金额）", "adjusted (in force now, changed since the issue)")),
    /** Spent so far. It is not reported by fund source. */
    EXECUTED(Text.of("执行", "executed"), Text.of("执行数", "spent so far"));

    private final Text label;
    private final Text meaning;

    Basis(Text label, Text meaning) {
        this.label = label;
        this.meaning = meaning;
    }

    /** Of the money in force. */
    public static Basis inForce(boolean isAdjusted) {
        return isAdjusted ? ADJUSTED : ISSUED;
    }

    public Text label() {
        return label;
    }

    /** The label with a few words on what it means. */
    public Text meaning() {
        return meaning;
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
