package org.jixiao.reporting.projection;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.jixiao.reporting.funding.Amounts;

/**
 * Writes project lines by binary COPY, each once and whole. The keys must not be there. Until it is ended or closed nothing else
 * can be done with the connection.
 */
public final class LineCopy implements AutoCloseable {

    static final List<String> MONEY = List.of(
            "fiscal_year",
            "name",
            "document_number",
            "funding",
            "department_code",
            "unit_code",
            "total",
            "fiscal_appropriation",
            "special_account",
            "other",
            "executed",
            "issued_known",
            "issued_total",
            "issued_fiscal_appropriation",
            "issued_special_account",
            "issued_other",
            "amounts_changed_at",
            "state",
            "money_epoch",
            "money_version",
            "money_recorded_at");
    static final List<String> GOAL = List.of(
            "goal_fiscal_year",
            "goal_department_code",
            "statement",
            "indicators_text",
            "indicators",
            "indicator_count",
            "indicator_types",
            "goal_flags",
            "goal_state",
            "goal_epoch",
            "goal_version",
            "goal_recorded_at");

    /** In the order in which they are written. */
    static final List<String> COLUMNS = Stream.of(List.of("project_code"), MONEY, GOAL)
            .flatMap(List::stream)
            .toList();

    /** What the half of a line comes to without its long texts. */
    private static final int PART = 512;

    /** In UTF-8, of one that is a char. */
    private static final int MOST_OF_A_CHARACTER = 3;

    private static final Amounts BLANK = new Amounts(null, null, null, null);
    private static final byte[] NO_MONEY = blanks(MONEY.size());
    private static final byte[] NO_GOAL = blanks(GOAL.size());

    private final BinaryCopy copy;

    private LineCopy(BinaryCopy copy) {
        this.copy = copy;
    }

    /** Into the generation that the search path leads into. */
    public static LineCopy begin(Connection connection) throws SQLException {
        return into(connection, "project_line");
    }

    /** Into a table with the same columns. */
    static LineCopy into(Connection connection, String table) throws SQLException {
        return new LineCopy(BinaryCopy.into(connection, table, COLUMNS));
    }

    /** The columns of a project's money. */
    public static byte[] money(ProjectChange change) {
        Fields fields = new Fields(PART)
                .integer(change.fiscalYear())
                .text(change.name())
                .text(change.documentNumber())
                .text(change.funding().name())
                .text(change.departmentCode())
                .text(change.unitCode());
        amounts(fields, change.amounts());
        fields.yuan(change.executed()).bool(change.issuedAmounts() != null);
        amounts(fields, change.issuedAmounts() == null ? BLANK : change.issuedAmounts());
        fields.time(change.amountsChangedAt()).text(change.state().name());
        return revision(fields, change).toBytes();
    }

    /** The columns of its goal. */
    public static byte[] goal(GoalChange change) {
        int most = PART
                + change.indicators().bytes().length
                + MOST_OF_A_CHARACTER
                        * (change.statement().length() + change.indicatorsText().length());
        Fields fields = new Fields(most)
                .integer(change.fiscalYear())
                .text(change.departmentCode())
                .text(change.statement())
                .text(change.indicatorsText())
                .text(change.indicators())
                .integer(change.indicatorCount())
                .text(change.indicatorTypes())
                .text(change.flags())
                .text(change.state().name());
        return revision(fields, change).toBytes();
    }

    /**
     * Writes one line.
     *
     * @param money and {@code goal}: null for a half that has not come
     */
    public void add(String projectCode, byte[] money, byte[] goal) throws SQLException {
        copy.row().text(projectCode).done(money == null ? NO_MONEY : money).done(goal == null ? NO_GOAL : goal);
    }

    /** @return how many lines were written */
    public long end() throws SQLException {
        return copy.end();
    }

    /** Gives up what was not ended. */
    @Override
    public void close() throws SQLException {
        copy.close();
    }

    private static void amounts(Fields fields, Amounts amounts) {
        fields.yuan(amounts.total())
                .yuan(amounts.fiscalAppropriation())
                .yuan(amounts.specialAccount())
                .yuan(amounts.other());
    }

    private static Fields revision(Fields fields, Change change) {
        return fields.bigint(change.revision().epoch())
                .bigint(change.revision().version())
                .time(change.recordedAt());
    }

    private static byte[] blanks(int columns) {
        Fields fields = new Fields(PART);
        for (int i = 0; i < columns; i++) {
            fields.blank();
        }
        return fields.toBytes();
    }
}
