package org.jixiao.reporting.projection;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jixiao.platform.money.Money;
import org.jixiao.reporting.funding.Amounts;
import org.jixiao.reporting.funding.Funding;

/**
 * What lines that are there for the first time come to, added up while they are at hand instead of being read from the
 * table again. The rule is that of {@link TotalsDelta}.
 */
public final class PortionTotals {

    private static final List<String> COLUMNS = Stream.of(
                    List.of("fiscal_year", "department_code", "funding"),
                    TotalsDelta.SUMS,
                    List.of("indicator_types", "as_of"))
            .flatMap(List::stream)
            .toList();

    private final Map<Key, Total> totals = new HashMap<>();

    private record Key(int fiscalYear, String departmentCode, Funding funding) {}

    /** Of a project, what its goal counts in. */
    public static final class OfProject {

        private final Total total;
        private final boolean issued;

        private OfProject(Total total, boolean issued) {
            this.total = total;
            this.issued = issued;
        }

        /** Its goal, which comes once or not at all. */
        public void add(GoalChange goal) {
            total.tell(goal.recordedAt());
            if (issued && goal.state() == State.ISSUED) {
                total.add(goal);
            }
        }
    }

    /** A project, which comes once. */
    public OfProject add(ProjectChange project) {
        Total total = totals.computeIfAbsent(
                new Key(project.fiscalYear(), project.departmentCode(), project.funding()), key -> new Total());
        boolean issued = project.state() == State.ISSUED;
        total.tell(project.recordedAt());
        if (issued) {
            total.add(project);
        }
        return new OfProject(total, issued);
    }

    /** Keeps them until all portions are there, in the generation that the search path leads into. */
    public void write(Connection connection) throws SQLException {
        try (BinaryCopy copy = BinaryCopy.into(connection, "portion_total", COLUMNS)) {
            for (Map.Entry<Key, Total> each : totals.entrySet()) {
                Key key = each.getKey();
                each.getValue()
                        .write(copy.row()
                                .integer(key.fiscalYear)
                                .text(key.departmentCode)
                                .text(key.funding.name()));
            }
            copy.end();
        }
    }

    private static final class Total {

        /** Where the amounts begin among those that are added up, in the order of the columns. */
        private static final int NOW = 0;

        private static final int EXECUTED = 4;
        private static final int AT_ISSUE = 5;
        private static final int AMOUNTS = 9;

        private final Money[] amounts = new Money[AMOUNTS];
        /** How many of them are not blank. */
        private final int[] counts = new int[AMOUNTS];

        private final Map<String, Integer> indicatorTypes = new HashMap<>();
        private Money reported = Money.ZERO;
        private int issuedKnown;
        private int projects;
        private int goals;
        private int indicators;
        private OffsetDateTime asOf = OffsetDateTime.MIN;

        Total() {
            Arrays.fill(amounts, Money.ZERO);
        }

        void tell(OffsetDateTime recordedAt) {
            asOf = recordedAt.isAfter(asOf) ? recordedAt : asOf;
        }

        void add(ProjectChange project) {
            projects++;
            add(NOW, project.amounts());
            add(EXECUTED, project.executed());
            if (project.executed() != null && project.amounts().total() != null) {
                reported = reported.plus(project.amounts().total());
            }
            if (project.issuedAmounts() != null) {
                issuedKnown++;
                add(AT_ISSUE, project.issuedAmounts());
            }
        }

        void add(GoalChange goal) {
            goals++;
            indicators += goal.indicatorCount();
            if (!goal.indicatorTypes().isEmpty()) {
                for (String entry : goal.indicatorTypes().split(" ")) {
                    int end = entry.lastIndexOf('.');
                    indicatorTypes.merge(
                            entry.substring(0, end), Integer.valueOf(entry.substring(end + 1)), Integer::sum);
                }
            }
        }

        void write(Fields row) {
            for (int i = 0; i < amounts.length; i++) {
                row.yuan(amounts[i]).bigint(counts[i]);
            }
            row.yuan(reported)
                    .bigint(issuedKnown)
                    .bigint(projects)
                    .bigint(goals)
                    .bigint(indicators)
                    .text(indicatorTypes.entrySet().stream()
                            .map(each -> each.getKey() + "." + each.getValue())
                            .collect(Collectors.joining(" ")))
                    .time(asOf);
        }

        private void add(int first, Amounts more) {
            add(first, more.total());
            add(first + 1, more.fiscalAppropriation());
            add(first + 2, more.specialAccount());
            add(first + 3, more.other());
        }

        private void add(int column, Money amount) {
            if (amount != null) {
                amounts[column] = amounts[column].plus(amount);
                counts[column]++;
            }
        }
    }
}
