package org.jixiao.reporting.finding;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jixiao.reporting.finding.FindingCounts.OfDepartment;
import org.jixiao.reporting.finding.FindingCounts.OfRule;
import org.jixiao.reporting.rule.Rule;
import org.jixiao.reporting.rule.RuleBook;

/** Counts findings as they are kept, by rule and by department. */
@ApplicationScoped
public class CountingFindings {

    private static final int PAGE = 20;

    private static final String BY_RULE = """
            select rule, count(*) as count, count(distinct department_code) as departments
              from finding where fiscal_year = ? and department_code = any (?) group by rule
            """;
    private static final String BY_DEPARTMENT = """
            select found.*, department.name
              from (select department_code, count(*) filter (where rule = any (?)) as errors, count(*) as count
                      from finding where fiscal_year = ? and department_code = any (?) group by department_code) as found
              left join department on department.code = department_code
             order by errors desc, count desc, department_code
             limit ? offset ?
            """;

    private final Stamps stamps;
    private final RuleBook book;

    CountingFindings(Stamps stamps, RuleBook book) {
        this.stamps = stamps;
        this.book = book;
    }

    /** Findings by one rule. */
    private record Count(long findings, long departments) {}

    /** @param page of the departments, from 1; behind the last the last is meant */
    public FindingCounts of(Connection connection, int year, List<String> departments, int page) throws SQLException {
        Array codes = connection.createArrayOf("text", departments.toArray());
        List<OfRule> rules = rules(connection, year, codes);
        long errors = sum(rules, true);
        long concerned = concerned(connection, year, codes);
        long pages = Math.max(1, Math.ceilDiv(concerned, PAGE));
        int shown = (int) Math.min(page, pages);
        return new FindingCounts(
                stamps.pending(connection, year, departments),
                errors,
                sum(rules, false),
                rules,
                departments(connection, year, codes, shown),
                concerned,
                shown,
                pages);
    }

    private List<OfRule> rules(Connection connection, int year, Array codes) throws SQLException {
        Map<String, Count> counts = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(BY_RULE)) {
            select.setInt(1, year);
            select.setArray(2, codes);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    counts.put(row.getString("rule"), new Count(row.getLong("count"), row.getLong("departments")));
                }
            }
        }
        return book.rules().stream()
                .filter(rule -> counts.containsKey(rule.code()))
                .map(rule -> {
                    Count count = counts.get(rule.code());
                    return new OfRule(rule, count.findings(), count.departments());
                })
                .toList();
    }

    private static long sum(List<OfRule> rules, boolean ofErrors) {
        return rules.stream()
                .filter(each -> each.rule().isError() == ofErrors)
                .mapToLong(OfRule::count)
                .sum();
    }

    private static long concerned(Connection connection, int year, Array codes) throws SQLException {
        String sql =
                "select count(distinct department_code) from finding where fiscal_year = ? and department_code = any (?)";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setInt(1, year);
            select.setArray(2, codes);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    private List<OfDepartment> departments(Connection connection, int year, Array codes, int page) throws SQLException {
        String[] errors =
                book.rules().stream().filter(Rule::isError).map(Rule::code).toArray(String[]::new);
        List<OfDepartment> departments = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(BY_DEPARTMENT)) {
            select.setArray(1, connection.createArrayOf("text", errors));
            select.setInt(2, year);
            select.setArray(3, codes);
            select.setInt(4, PAGE);
            select.setLong(5, (page - 1L) * PAGE);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    departments.add(new OfDepartment(
                            row.getString("department_code"),
                            row.getString("name"),
                            row.getLong("errors"),
                            row.getLong("count") - row.getLong("errors")));
                }
            }
        }
        return departments;
    }
}
