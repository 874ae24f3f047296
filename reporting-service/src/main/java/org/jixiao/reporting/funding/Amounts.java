package org.jixiao.reporting.funding;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jixiao.platform.money.Money;

/**
 * An amount and its parts by fund source, in 元. Each is null where the cell is blank.
 *
 * @param total as the owner states it; that it is the sum of the sources is checked, not assumed
 */
public record Amounts(Money total, Money fiscalAppropriation, Money specialAccount, Money other) {

    /** Reads the columns {@code total}, {@code fiscal_appropriation}, {@code special_account} and {@code other}. */
    public static Amounts read(ResultSet row) throws SQLException {
        return read(row, "");
    }

    /** Reads the same columns as they were at the first issue, {@code issued_total} and so on. */
    public static Amounts readIssued(ResultSet row) throws SQLException {
        return read(row, "issued_");
    }

    private static Amounts read(ResultSet row, String prefix) throws SQLException {
        return new Amounts(
                Money.ofNullable(row.getBigDecimal(prefix + "total")),
                Money.ofNullable(row.getBigDecimal(prefix + "fiscal_appropriation")),
                Money.ofNullable(row.getBigDecimal(prefix + "special_account")),
                Money.ofNullable(row.getBigDecimal(prefix + "other")));
    }

    /** The sums by column; a column of nothing but blanks adds to a blank. */
    public static Amounts sum(Collection<Amounts> rows) {
        return new Amounts(
                column(rows, Amounts::total),
                column(rows, Amounts::fiscalAppropriation),
                column(rows, Amounts::specialAccount),
                column(rows, Amounts::other));
    }

    /** {@code one - other}, in 元, a blank counted as nothing. */
    public static Money difference(Money one, Money other) {
        return (one == null ? Money.ZERO : one).minus(other == null ? Money.ZERO : other);
    }

    /** What the three sources add up to; null when all three are blank. */
    public Money sourcesSum() {
        return Money.sum(sources());
    }

    /** The three parts in the order of {@link FundSource}; blanks are null. */
    public List<Money> sources() {
        return Arrays.stream(FundSource.values()).map(source -> source.of(this)).toList();
    }

    /** Whether there is any money: blanks are none, and zeros are none either. */
    public boolean hasMoney() {
        return Stream.concat(Stream.of(total), sources().stream())
                .anyMatch(amount -> amount != null && !amount.equals(Money.ZERO));
    }

    private static Money column(Collection<Amounts> rows, Function<Amounts, Money> column) {
        return Money.sum(rows.stream().map(column).toList());
    }
}
