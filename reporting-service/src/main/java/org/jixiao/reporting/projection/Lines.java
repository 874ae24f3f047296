package org.jixiao.reporting.projection;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/** All project lines of a generation at once. */
public final class Lines {

    /** Enough to add up by hashing instead of sorting. */
    private static final String ROOM = "set local work_mem = '128MB'";

    /** As what {@link Folding} has folded. */
    private static final TopicPart FOLDED = new TopicPart("", 0);

    private static final String ADDED = "truncate portion_total";
    private static final String ANALYZE = "analyze project_line, department_total";
    private static final String CLEAR = "truncate project_line, department_total, portion_total";

    private Lines() {}

    /** Adds what the portions come to, to what has been added up since of changes to their lines. */
    public static void addUp(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                PreparedStatement add = connection.prepareStatement(TotalsDelta.ADD_UP)) {
            statement.execute(ROOM);
            FOLDED.bind(add, 1);
            add.executeUpdate();
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
