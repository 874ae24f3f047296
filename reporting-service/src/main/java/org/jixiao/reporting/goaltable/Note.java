package org.jixiao.reporting.goaltable;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jixiao.platform.money.Money;
import org.jixiao.platform.problem.Text;
import org.jixiao.reporting.answer.Language;
import org.jixiao.reporting.funding.Amounts;
import org.jixiao.reporting.funding.FundSource;

/**
 * Where rounded 万元 do not add up although the exact 元 do.
 *
 * @param at the code of the department, unit or project in whose row it is
 * @param column of that row, by its name in {@code amounts}; {@code sources} for 总计 against the three sources
 * @param parts the sum of the rounded parts, in 万元
 * @param whole the rounded whole as printed, in 万元
 */
record Note(String at, String column, BigDecimal parts, BigDecimal whole) {

    private static final Text MESSAGE = Text.of(
            "各项四舍五入后之和与合计相差 %s 万元，以元为单位的金额一致",
            "The rounded parts differ from the rounded whole by %s 万元; in 元 they agree");

    /** The notes on one row against the rows that it sums. */
    static List<Note> onSum(String at, Amounts whole, Collection<Amounts> parts) {
        List<Note> notes = new ArrayList<>();
        add(notes, at, "total", whole.total(), column(parts, Amounts::total));
        for (FundSource source : FundSource.values()) {
            add(notes, at, source.column(), source.of(whole), column(parts, source::of));
        }
        return notes;
    }

    /** The notes on one row in itself. */
    static List<Note> onSources(String at, Amounts row) {
        List<Note> notes = new ArrayList<>();
        add(notes, at, "sources", row.total(), row.sources());
        return notes;
    }

    View in(Language language) {
        BigDecimal difference = parts.subtract(whole);
        return new View(
                "ROUNDING",
                at,
                column,
                parts.toPlainString(),
                whole.toPlainString(),
                difference.toPlainString(),
                language.of(Text.of(MESSAGE.zh(), MESSAGE.en(), difference.toPlainString())));
    }

    /** Only where the exact amounts agree: any other difference is a finding. */
    private static void add(List<Note> notes, String at, String column, Money whole, List<Money> parts) {
        if (whole == null || !whole.equals(Money.sum(parts))) {
            return;
        }
        BigDecimal rounded =
                parts.stream().filter(Objects::nonNull).map(Note::rounded).reduce(BigDecimal.ZERO, BigDecimal::add);
        if (rounded.compareTo(rounded(whole)) != 0) {
            notes.add(new Note(at, column, rounded, rounded(whole)));
        }
    }

    private static List<Money> column(Collection<Amounts> rows, Function<Amounts, Money> column) {
        return rows.stream().map(column).toList();
    }

    private static BigDecimal rounded(Money amount) {
        return new BigDecimal(amount.inTenThousands());
    }

    /** A note as it is answered, in the caller's language. */
    @Schema(name = "Note")
    public record View(
            String code, String at, String column, String parts, String whole, String difference, String message) {}
}
