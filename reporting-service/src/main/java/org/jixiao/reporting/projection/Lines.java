package org.jixiao.reporting.projection;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/** All project lines of a generation at once. */
public final class Lines {

    /** Nobody changes a line or folds totals until the transaction ends. */
    private static final String ALONE = "lock table project_line, department_total in share row exclusive mode";

    /** Enough to add up by hashing instead of sorting all lines. */
    private static final String ROOM = "set local work_mem = '128MB'";

    private static final String NO_TOTALS = "delete from department_total";
    /** As what {@link Folding} has folded. */
    private static final TopicPart FOLDED = new TopicPart("", 0);

    private static final String ADDED = "drop table added_up";
    private static final String ANALYZE = "analyze project_line, department_total";
    private static final String CLEAR = "truncate project_line, department_total";

    private Lines() {}

    /** Adds up all lines anew, whatever stands in the totals; what happens to the lines from then on is added as ever. */
    public static void addUp(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                PreparedStatement keep = connection.prepareStatement(TotalsDelta.KEEP)) {
            statement.execute(ALONE);
            statement.execute(NO_TOTALS);
            statement.execute(ROOM);
            statement.execute(TotalsDelta.ADD_UP);
            FOLDED.bind(keep, 1);
            keep.executeUpdate();
            statement.execute(ADDED);
        }
    }

    /** Tells the planner what is there now, rather than when it comes round to it. */
    public static void analyze(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(ANALYZE);
        }
    }

    /** Leaves neither lines nor totals. */
    public static void clear(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(CLEAR);
        }
    }
}
