package org.jixiao.bench;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a path has ended with, to be held against another's: how many rows, and the sum of their hashes, in which any fen or
 * character counts and the order does not. When something was recorded is left out.
 */
record Content(long rows, BigInteger hash) {

    static final Content NONE = new Content(0, BigInteger.ZERO);

    private static final int HEX_DIGITS = 15;
    private static final String BLANK = "∅";

    /** The columns of a line of the read model, in the order in which they are hashed. */
    static final List<String> LINE = words("""
            project_code fiscal_year name document_number funding department_code unit_code total fiscal_appropriation
            special_account other executed issued_known issued_total issued_fiscal_appropriation issued_special_account
            issued_other state money_epoch money_version statement indicators_text indicators indicator_count
            indicator_types goal_flags goal_department_code goal_fiscal_year goal_state goal_epoch goal_version
            """);

    private static final List<String> TOTAL = words("""
            total total_count fiscal_appropriation fiscal_appropriation_count special_account special_account_count other
            other_count executed executed_count issued_total issued_total_count issued_fiscal_appropriation
            issued_fiscal_appropriation_count issued_special_account issued_special_account_count issued_other
            issued_other_count reported_total issued_count project_count goal_count indicator_count
            """);

    private static final List<String> PROJECT = words("""
            project_code fiscal_year name document_number funding region_code department_code unit_code total
            fiscal_appropriation special_account other executed state version
            """);
    private static final List<String> GOAL = words("""
            project_code fiscal_year department_code statement state version indicators_text
            """);
    private static final List<String> INDICATOR = words("""
            project_code sequence indicator_id category_code category_name type_code type_name name period_target
            annual_target weight accumulation flags
            """);

    /** What a service has in its tables: for an owner the present states and the whole history. */
    static Content of(Database database, Owner owner) throws SQLException {
        return switch (owner) {
            case BUDGET -> rows(database, PROJECT, "project").plus(rows(database, PROJECT, "project_history"));
            case INDICATOR ->
                rows(database, GOAL, "goal")
                        .plus(rows(database, INDICATOR, "indicator"))
                        .plus(rows(database, words("project_code version goal"), "goal_history"));
            case REPORTING -> rows(database, LINE, "project_line").plus(totals(database));
        };
    }

    /** One row, given as the texts of its columns; null where it is blank. */
    Content plus(List<String> columns) {
        String row =
                columns.stream().map(column -> column == null ? BLANK : column).collect(Collectors.joining("|"));
        try {
            byte[] digest = MessageDigest.getInstance("MD5").digest(row.getBytes(StandardCharsets.UTF_8));
            String hex = HexFormat.of().formatHex(digest).substring(0, HEX_DIGITS);
            return new Content(rows + 1, hash.add(new BigInteger(hex, 16)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    Content plus(Content other) {
        return new Content(rows + other.rows, hash.add(other.hash));
    }

    private static Content rows(Database database, List<String> columns, String from) throws SQLException {
        String row = columns.stream()
                .map(column -> "coalesce(" + column + "::text, '" + BLANK + "')")
                .collect(Collectors.joining(", "));
        String sql = """
                select count(*), coalesce(sum(('x' || left(md5(concat_ws('|', %s)), %d))::bit(60)::bigint::numeric), 0) from %s
                """.formatted(row, HEX_DIGITS, from);
        try (Statement select = database.connection().createStatement();
                ResultSet result = select.executeQuery(sql)) {
            result.next();
            return new Content(result.getLong(1), result.getBigDecimal(2).toBigIntegerExact());
        }
    }

    private static Content totals(Database database) throws SQLException {
        String sums =
                TOTAL.stream().map(column -> "sum(" + column + ") as " + column).collect(Collectors.joining(", "));
        List<String> columns = new ArrayList<>(words("fiscal_year department_code funding"));
        columns.addAll(TOTAL);
        columns.add("indicator_types");
        return rows(database, columns, """
                (select * from (select fiscal_year, department_code, funding, %s
                                  from department_total group by fiscal_year, department_code, funding) as sums
                   left join (select fiscal_year, department_code, funding,
                                     string_agg(key || '.' || size, ' ' order by key collate "C") as indicator_types
                                from (select fiscal_year, department_code, funding, key, sum(value::bigint) as size
                                        from department_total cross join jsonb_each_text(indicator_types)
                                       group by fiscal_year, department_code, funding, key
                                      having sum(value::bigint) <> 0) as kind
                               group by fiscal_year, department_code, funding) as kinds
                  using (fiscal_year, department_code, funding)) as department
                """.formatted(sums));
    }

    private static List<String> words(String text) {
        return Arrays.asList(text.strip().split("\\s+"));
    }
}
