package org.jixiao.reporting.projection;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Project lines on their way into those that there are, money and goals at once: of each half what is newer takes effect, as
 * if {@link Projects} and {@link Goals} had applied one after the other.
 */
public final class StagedLines {

    /** Gone with the transaction. */
    private static final String STAGE = "create temp table staged_line (like project_line) on commit drop";

    private static final String MONEY_IS_NEWER = newer("money");
    private static final String GOAL_IS_NEWER = newer("goal");

    private static final String MERGE = """
            with line as (
              insert into project_line as line (%1$s)
              select %1$s from staged_line
              on conflict (project_code) do update set
                %2$s
              where %3$s
                 or %4$s
            """.formatted(
                            LineCopy.COLUMNS.stream().collect(Collectors.joining(", ")),
                            Stream.concat(newest(LineCopy.MONEY, MONEY_IS_NEWER), newest(LineCopy.GOAL, GOAL_IS_NEWER))
                                    .collect(Collectors.joining(",\n")),
                            MONEY_IS_NEWER,
                            GOAL_IS_NEWER)
            + TotalsDelta.RETURNING + """
                        greatest(new.money_recorded_at, new.goal_recorded_at) as recorded_at
            )
            """ + TotalsDelta.APPLY;

    private StagedLines() {}

    /** For the lines, which are to be in the order of their keys: in that order they are locked. */
    public static LineCopy begin(Connection connection) throws SQLException {
        try (Statement stage = connection.createStatement()) {
            stage.execute(STAGE);
        }
        return LineCopy.into(connection, "staged_line");
    }

    /**
     * Applies the lines that were staged in this transaction, and their totals.
     *
     * @param from whose rows of totals nobody else writes
     */
    public static void merge(Connection connection, TopicPart from) throws SQLException {
        try (PreparedStatement merge = connection.prepareStatement(MERGE)) {
            from.bind(merge, 1);
            merge.executeUpdate();
        }
    }

    private static String newer(String half) {
        return """
                excluded.%1$s_epoch is not null
                   and (line.%1$s_epoch is null
                     or (line.%1$s_epoch, line.%1$s_version) < (excluded.%1$s_epoch, excluded.%1$s_version))
                """.formatted(half).strip();
    }

    private static Stream<String> newest(List<String> columns, String isNewer) {
        return columns.stream()
                .map(column ->
                        "%1$s = case when %2$s then excluded.%1$s else line.%1$s end".formatted(column, isNewer));
    }
}
