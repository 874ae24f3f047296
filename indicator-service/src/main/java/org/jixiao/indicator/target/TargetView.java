package org.jixiao.indicator.target;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A target on the wire: the text as approved, and what it was read as. Figures are decimal strings with the scale as
 * printed.
 *
 * @param raw what counts and what is printed; everything else follows from it
 * @param value the figure of a quantity or a tolerance, else null
 * @param unit as printed, {@code %} for every spelling of per cent; null when none is printed
 * @param low the lower end of a range or a tolerance; left out elsewhere
 * @param high the upper end of a range or a tolerance; left out elsewhere
 * @param deadline of a DEADLINE; left out elsewhere
 * @param unitSuggestion the unit that the indicator's name states where the target's is missing or another
 */
@Schema(name = "Target")
public record TargetView(
        @Schema(examples = "≥55件") String raw,
        TargetKind kind,
        Operator operator,
        @Schema(examples = "55", nullable = true) String value,
        @Schema(examples = "件", nullable = true) String unit,
        @JsonInclude(Include.NON_NULL) String low,
        @JsonInclude(Include.NON_NULL) String high,
        @JsonInclude(Include.NON_NULL) Deadline deadline,
        @JsonInclude(Include.NON_NULL) String unitSuggestion,
        Set<TargetFlag> flags) {

    /**
     * A date as printed; what is not printed is left out, not guessed.
     *
     * @param atEnd whether 底 or 末 is printed
     */
    @JsonInclude(Include.NON_NULL)
    @Schema(name = "TargetDeadline")
    public record Deadline(Integer year, int month, Integer day, boolean atEnd) {

        private static Deadline of(Meaning.Deadline deadline) {
            return new Deadline(deadline.year(), deadline.month(), deadline.day(), deadline.atEnd());
        }
    }

    /** The target as it goes over the wire. */
    public static TargetView of(Target target) {
        return new TargetView(
                target.raw(),
                target.kind(),
                target.operator(),
                plain(target.value()),
                target.unit().orElse(null),
                plain(target.low()),
                plain(target.high()),
                target.deadline().map(Deadline::of).orElse(null),
                target.unitSuggestion(),
                target.flags());
    }

    private static String plain(Optional<BigDecimal> figure) {
        return figure.map(BigDecimal::toPlainString).orElse(null);
    }
}
