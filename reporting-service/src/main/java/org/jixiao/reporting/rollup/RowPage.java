package org.jixiao.reporting.rollup;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jixiao.platform.money.Money;
import org.jixiao.platform.problem.Page;
import org.jixiao.reporting.funding.Amounts;
import org.jixiao.reporting.rollup.Rollup.Differences;
import org.jixiao.reporting.rollup.Rollup.Row;

/** Takes all rows one by one, adds all of them up, and keeps only those of one page. */
final class RowPage {

    private final Page.Request request;
    private final boolean sorted;
    private final List<Row> kept = new ArrayList<>();
    private boolean begun;
    private Amounts amounts = new Amounts(null, null, null, null);
    private Money issued;
    private Money adjusted;
    private Money executed;
    private long projectCount;
    private long goalCount;
    private long indicatorCount;
    private long lampCount;
    private long gradeCount;
    private BigDecimal scoreSum = BigDecimal.ZERO;
    private LampCounts indicatorLamps;

    /** @param by rows of a level come sorted by their keys; the others are few, in an order of their own */
    RowPage(Page.Request request, By by) {
        this.request = request;
        this.begun = request.after().isEmpty();
        this.sorted = switch (by) {
            case UNIT, DEPARTMENT, REGION, YEAR -> true;
            case TOTAL, FUND_SOURCE, FUNDING, CATEGORY, TYPE, STATE, LAMP, GRADE, MONEY_LAMP -> false;
        };
    }

    void add(Row row) {
        if (row.inTotal()) {
            amounts = Amounts.sum(List.of(amounts, row.amounts()));
            issued = plus(issued, row.issued());
            adjusted = plus(adjusted, row.adjusted());
            executed = plus(executed, row.executed());
            projectCount += orZero(row.projectCount());
            goalCount += orZero(row.goalCount());
            indicatorCount += orZero(row.indicatorCount());
            lampCount += row.lamps() == null ? 0 : row.lamps().lit();
            gradeCount += row.grades() == null ? 0 : row.grades().given();
            if (row.scores() != null && row.scores().sum() != null) {
                scoreSum = scoreSum.add(new BigDecimal(row.scores().sum()));
            }
            if (row.indicatorLamps() != null) {
                indicatorLamps =
                        indicatorLamps == null ? row.indicatorLamps() : indicatorLamps.plus(row.indicatorLamps());
            }
        }
        boolean isBehind = begun || (sorted && row.key().compareTo(request.after()) > 0);
        if (isBehind && kept.size() <= request.limit()) {
            kept.add(row);
        }
        begun |= row.key().equals(request.after());
    }

    Page<Row> page() {
        return Page.of(kept, request, Row::key);
    }

    /** The indicators of all rows by lamp; null when the rows are no kinds of indicators. */
    LampCounts indicatorLamps() {
        return indicatorLamps;
    }

    /** What the whole has more than the rows. */
    Differences differences(By by, Sums whole, Basis basis) {
        Amounts all = whole.amounts(basis);
        return new Differences(
                by.hasMoney() ? Amounts.difference(all.total(), amounts.total()) : null,
                by.hasMoney() ? Amounts.difference(all.fiscalAppropriation(), amounts.fiscalAppropriation()) : null,
                by.hasMoney() ? Amounts.difference(all.specialAccount(), amounts.specialAccount()) : null,
                by.hasMoney() ? Amounts.difference(all.other(), amounts.other()) : null,
                by.hasMoney() ? Amounts.difference(whole.issued().total(), issued) : null,
                by.hasMoney() ? Amounts.difference(whole.totals().amounts().total(), adjusted) : null,
                by.hasProjects() ? Amounts.difference(whole.totals().executed(), executed) : null,
                by.hasProjects() ? whole.totals().projectCount() - projectCount : null,
                by.hasProjects() ? whole.totals().goalCount() - goalCount : null,
                by.hasIndicators() ? whole.totals().indicatorCount() - indicatorCount : null,
                by.hasProjects() ? whole.lamps().lit() - lampCount : null,
                by.hasProjects() ? whole.grades().given() - gradeCount : null,
                by.hasProjects()
                        ? whole.assessed()
                                .score()
                                .subtract(scoreSum)
                                .setScale(2)
                                .toPlainString()
                        : null);
    }

    private static Money plus(Money one, Money other) {
        return Money.sum(Arrays.asList(one, other));
    }

    private static long orZero(Long count) {
        return count == null ? 0 : count;
    }
}
