package org.jixiao.reporting.projection;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jixiao.platform.inbox.Chore;
import org.jixiao.reporting.generation.Generations;
import org.jixiao.reporting.generation.SearchPath;

/**
 * Adds up what partitions keep apart of a department's totals, so that its readers find a row or a few instead of one for
 * every partition. Rows are taken that no batch is writing, and batches never wait for more than one step of this. It is
 * done when nothing more arrives; where something always does, every few minutes all the same. One replica does it.
 */
@ApplicationScoped
class Folding implements Chore {

    /** Of a department, year and funding; so many stay apart, so that a single event leads to no second writing. */
    static final int MOST_ROWS = 4;

    private static final int SLICE = 200;
    private static final Duration REST = Duration.ofSeconds(2);

    /** Taken before anything else: a generation is not dropped under a step. */
    private static final String STAYS = "lock table generation in row exclusive mode";

    private static final String ALONE = "select pg_try_advisory_xact_lock(hashtextextended('folding', 0))";
    private static final String READ_UP_TO = "select coalesce(sum(next_offset), 0) from inbox_offset";

    /** What has been folded stands under no topic. */
    private static final String FOLD = """
            with due as (
              select fiscal_year, department_code, funding from department_total
               group by 1, 2, 3 having count(*) > ? order by 1, 2, 3 limit ?
            ), locked as (
              select each.ctid as place
                from department_total as each join due using (fiscal_year, department_code, funding)
               where each.topic <> '' for update of each skip locked
            ), taken as (
              delete from department_total where ctid = any (array(select place from locked)) returning *
            ), kind as (
              select fiscal_year, department_code, funding, each.name, sum(each.size::bigint) as size
                from taken cross join jsonb_each_text(indicator_types) as each(name, size)
               group by 1, 2, 3, 4 having sum(each.size::bigint) <> 0
            ), kinds as (
              select fiscal_year, department_code, funding, jsonb_object_agg(name, size) as indicator_types
                from kind group by 1, 2, 3
            ), sums as (
              select fiscal_year, department_code, funding, %s, max(as_of) as as_of from taken group by 1, 2, 3
            )
            insert into department_total as kept
              (fiscal_year, department_code, funding, topic, part, %s, indicator_types, as_of)
            select fiscal_year, department_code, funding, '', 0, %s, coalesce(kinds.indicator_types, '{}'), as_of
              from sums left join kinds using (fiscal_year, department_code, funding)
             order by 1, 2, 3
            on conflict (fiscal_year, department_code, funding, topic, part) do update set
              %s,
              indicator_types = (select coalesce(jsonb_object_agg(name, size), '{}')
                                   from (select name, sum(value::bigint) as size
                                           from (select * from jsonb_each_text(kept.indicator_types)
                                                 union all
                                                 select * from jsonb_each_text(excluded.indicator_types))
                                                as both_sides(name, value)
                                          group by name having sum(value::bigint) <> 0) as merged),
              as_of = greatest(kept.as_of, excluded.as_of)
            """.formatted(
                    TotalsDelta.columns("sum(%1$s) as %1$s", TotalsDelta.SUMS),
                    TotalsDelta.columns("%1$s", TotalsDelta.SUMS),
                    TotalsDelta.columns("%1$s", TotalsDelta.SUMS),
                    TotalsDelta.columns("%1$s = kept.%1$s + excluded.%1$s", TotalsDelta.SUMS));

    private final DataSource database;
    private final Clock clock;
    private final Map<Integer, Long> folded = new HashMap<>();
    private final Lull lull = new Lull();
    private Instant next = Instant.EPOCH;

    Folding(DataSource database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public boolean round() throws SQLException {
        Instant now = clock.instant();
        if (now.isBefore(next)) {
            return false;
        }
        boolean more = false;
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                long upTo = number(connection, READ_UP_TO);
                if (lull.isThere(upTo, now)) {
                    for (int generation : generations(connection)) {
                        if (!Long.valueOf(upTo).equals(folded.get(generation))) {
                            more |= step(connection, generation, upTo);
                        }
                    }
                    if (!more) {
                        lull.used(now);
                    }
                }
            } finally {
                connection.rollback();
            }
        }
        next = more ? now : now.plus(REST);
        return more;
    }

    private List<Integer> generations(Connection connection) throws SQLException {
        List<Integer> numbers = Generations.numbers(connection);
        folded.keySet().retainAll(numbers);
        connection.rollback();
        return numbers;
    }

    /** Whether there is more to fold in this generation. */
    private boolean step(Connection connection, int generation, long upTo) throws SQLException {
        try (Statement begin = connection.createStatement()) {
            begin.execute(STAYS);
        }
        if (!isAlone(connection)) {
            connection.rollback();
            return false;
        }
        SearchPath.into(connection, generation);
        int rows = fold(connection);
        connection.commit();
        if (rows == SLICE) {
            return true;
        }
        folded.put(generation, upTo);
        return false;
    }

    private static int fold(Connection connection) throws SQLException {
        try (PreparedStatement fold = connection.prepareStatement(FOLD)) {
            fold.setInt(1, MOST_ROWS);
            fold.setInt(2, SLICE);
            return fold.executeUpdate();
        }
    }

    private static boolean isAlone(Connection connection) throws SQLException {
        try (PreparedStatement take = connection.prepareStatement(ALONE);
                ResultSet row = take.executeQuery()) {
            row.next();
            return row.getBoolean(1);
        }
    }

    private static long number(Connection connection, String sql) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql);
                ResultSet row = select.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }
}
