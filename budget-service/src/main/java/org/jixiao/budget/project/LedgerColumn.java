package org.jixiao.budget.project;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jixiao.platform.money.Money;

/** A column of the ledger's tables, filled for many rows at once from an array. */
record LedgerColumn(String name, String type, Function<LedgerEntry, Object> value) {

    private static final String KEY = "project_code";

    /** The columns of the present state. */
    static final List<LedgerColumn> STATE = List.of(
            stated(KEY, "text", ProjectContent::projectCode),
            stated("fiscal_year", "int", ProjectContent::fiscalYear),
            stated("name", "text", ProjectContent::name),
            stated("document_number", "text", ProjectContent::documentNumber),
            stated("funding", "text", ProjectContent::funding),
            stated("region_code", "text", ProjectContent::regionCode),
            stated("department_code", "text", ProjectContent::departmentCode),
            stated("unit_code", "text", ProjectContent::unitCode),
            stated("total", "numeric", content -> content.amounts().total()),
            stated(
                    "fiscal_appropriation",
                    "numeric",
                    content -> content.amounts().fiscalAppropriation()),
            stated("special_account", "numeric", content -> content.amounts().specialAccount()),
            stated("other", "numeric", content -> content.amounts().other()),
            stated("executed", "numeric", ProjectContent::executed),
            stated("state", "text", ProjectContent::state),
            new LedgerColumn("version", "bigint", entry -> entry.project().version()),
            issued("issued_version", "bigint", FirstIssue::version),
            issued(
                    "issued_fiscal_appropriation",
                    "numeric",
                    issue -> issue.amounts().fiscalAppropriation()),
            issued("issued_special_account", "numeric", issue -> issue.amounts().specialAccount()),
            issued("issued_other", "numeric", issue -> issue.amounts().other()),
            new LedgerColumn(
                    "amounts_changed_at",
                    "timestamptz",
                    entry -> entry.project().amountsChangedAt()),
            new LedgerColumn("recorded_at", "timestamptz", LedgerEntry::recordedAt));

    /** The columns of the history: the state, and where it came from. */
    static final List<LedgerColumn> HISTORY = Stream.concat(
                    STATE.stream(),
                    Stream.of(
                            new LedgerColumn("recorded_by", "text", LedgerEntry::recordedBy),
                            new LedgerColumn("cause", "text", LedgerEntry::cause)))
            .toList();

    static String names(List<LedgerColumn> columns) {
        return columns.stream().map(LedgerColumn::name).collect(Collectors.joining(", "));
    }

    static String arrays(List<LedgerColumn> columns) {
        return columns.stream().map(column -> "?::" + column.type + "[]").collect(Collectors.joining(", "));
    }

    static String assignments() {
        return STATE.stream()
                .filter(column -> !column.name.equals(KEY))
                .map(column -> column.name + " = excluded." + column.name)
                .collect(Collectors.joining(", "));
    }

    /** Sets one array per column and says which parameter comes next. */
    static int bind(
            Connection connection, PreparedStatement statement, List<LedgerColumn> columns, List<LedgerEntry> entries)
            throws SQLException {
        int next = 1;
        for (LedgerColumn column : columns) {
            statement.setArray(next++, connection.createArrayOf(column.type, column.values(entries)));
        }
        return next;
    }

    /** An array of the elements' own type, because the driver sends only those in binary. */
    private Object[] values(List<LedgerEntry> entries) {
        Stream<Object> values = entries.stream().map(value);
        return switch (type) {
            case "text" -> values.map(each -> Objects.toString(each, null)).toArray(String[]::new);
            case "int" -> values.toArray(Integer[]::new);
            case "bigint" -> values.toArray(Long[]::new);
            default -> values.toArray();
        };
    }

    /** A project from a row of either table. */
    static Project read(ResultSet row) throws SQLException {
        Amounts amounts =
                new Amounts(money(row, "fiscal_appropriation"), money(row, "special_account"), money(row, "other"));
        ProjectContent content = new ProjectContent(
                row.getString(KEY),
                row.getInt("fiscal_year"),
                row.getString("name"),
                row.getString("document_number"),
                Funding.valueOf(row.getString("funding")),
                row.getString("region_code"),
                row.getString("department_code"),
                row.getString("unit_code"),
                amounts,
                money(row, "executed"),
                ProjectState.valueOf(row.getString("state")));
        OffsetDateTime changedAt = row.getObject("amounts_changed_at", OffsetDateTime.class);
        return new Project(
                content, row.getLong("version"), issue(row), changedAt == null ? null : changedAt.toInstant());
    }

    private static FirstIssue issue(ResultSet row) throws SQLException {
        long version = row.getLong("issued_version");
        if (row.wasNull()) {
            return null;
        }
        Amounts issued = new Amounts(
                money(row, "issued_fiscal_appropriation"),
                money(row, "issued_special_account"),
                money(row, "issued_other"));
        return new FirstIssue(version, issued);
    }

    private static Money money(ResultSet row, String column) throws SQLException {
        return Money.ofNullable(row.getBigDecimal(column));
    }

    /** Null as long as the project was never issued. */
    private static LedgerColumn issued(String name, String type, Function<FirstIssue, Object> value) {
        return new LedgerColumn(name, type, entry -> {
            FirstIssue issue = entry.project().issue();
            return issue == null ? null : value.apply(issue);
        });
    }

    private static LedgerColumn stated(String name, String type, Function<ProjectContent, Object> value) {
        return new LedgerColumn(name, type, entry -> value.apply(entry.project().content()));
    }
}
