package org.jixiao.reporting.projection;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** How the rows become one that partitions keep apart of the same totals. */
enum Fold {
    /** Of a department, year and funding. */
    MONEY_AND_GOALS("department_total", "fiscal_year, department_code, funding", TotalsDelta.SUMS, "indicator_types"),
    /** Of a department and year. */
    ASSESSMENTS("assessment_total", "fiscal_year, department_code", Assessments.SUMS, "indicator_lamps");

    /** What has been folded stands under no topic. Its version is what those of the rows that went into it came to. */
    private static final String FOLD = """
            with due as (
              select %2$s from %1$s group by %2$s having count(*) > ? order by %2$s limit ?
            ), locked as (
              select each.ctid as place from %1$s as each join due using (%2$s)
               where each.topic <> '' for update of each skip locked
            ), taken as (
              delete from %1$s as each where ctid = any (array(select place from locked)) returning each.*, %8$s as version
            ), kind as (
              select %2$s, each.name, sum(each.size::bigint) as size
                from taken cross join jsonb_each_text(%3$s) as each(name, size)
               group by %2$s, each.name having sum(each.size::bigint) <> 0
            ), kinds as (
              select %2$s, jsonb_object_agg(name, size) as %3$s from kind group by %2$s
            ), sums as (
              select %2$s, %4$s, max(as_of) as as_of, sum(version) as version from taken group by %2$s
            )
            insert into %1$s as kept (%2$s, topic, part, %5$s, %3$s, as_of, carried)
            select %2$s, '', 0, %5$s, coalesce(kinds.%3$s, '{}'), as_of, version - %7$s
              from sums left join kinds using (%2$s)
             order by %2$s
            on conflict (%2$s, topic, part) do update set
              %6$s,
              %3$s = (select coalesce(jsonb_object_agg(name, size), '{}')
                        from (select name, sum(value::bigint) as size
                                from (select * from jsonb_each_text(kept.%3$s)
                                      union all
                                      select * from jsonb_each_text(excluded.%3$s)) as both_sides(name, value)
                               group by name having sum(value::bigint) <> 0) as merged),
              as_of = greatest(kept.as_of, excluded.as_of),
              carried = %9$s + excluded.carried
            """;

    private final String sql;

    Fold(String table, String key, List<String> sums, String kinds) {
        this.sql = FOLD.formatted(
                table,
                key,
                kinds,
                TotalsDelta.columns("sum(%1$s) as %1$s", sums),
                TotalsDelta.columns("%1$s", sums),
                TotalsDelta.columns("%1$s = kept.%1$s + excluded.%1$s", sums),
                TotalsVersion.OF_THIS_TRANSACTION,
                TotalsVersion.ofRow("each"),
                TotalsVersion.ofRow("kept"));
    }

    /**
     * Folds rows that no batch is writing.
     *
     * @param apart so many of the same totals stay as they are
     * @param most of so many totals
     * @return of how many totals there are fewer rows now
     */
    int fold(Connection connection, int apart, int most) throws SQLException {
        try (PreparedStatement fold = connection.prepareStatement(sql)) {
            fold.setInt(1, apart);
            fold.setInt(2, most);
            return fold.executeUpdate();
        }
    }
}
