package org.jixiao.reporting.generation;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransientException;

/** Where unqualified names of tables lead until the transaction ends: into a generation, then into what is shared. */
public final class SearchPath {

    private static final String SET = "select set_config('search_path', 'read_' || number || ', public', true), number";
    private static final String LIVE = SET + " from generation where shape = ? and live";
    private static final String ONE = SET + " from generation where number = ? and dropped_at is null";

    private SearchPath() {}

    /**
     * Into the generation that is live for this version of the service, as this transaction sees it.
     *
     * @return its number
     */
    public static int live(Connection connection) throws SQLException {
        try (PreparedStatement set = connection.prepareStatement(LIVE)) {
            set.setString(1, Shape.CURRENT.hash());
            try (ResultSet row = set.executeQuery()) {
                return number(row, "live");
            }
        }
    }

    /**
     * Into one generation.
     *
     * @throws SQLTransientException when it was dropped: whoever fills it rests until that has come round to him
     */
    public static void into(Connection connection, int generation) throws SQLException {
        try (PreparedStatement set = connection.prepareStatement(ONE)) {
            set.setInt(1, generation);
            try (ResultSet row = set.executeQuery()) {
                number(row, Integer.toString(generation));
            }
        }
    }

    private static int number(ResultSet row, String wanted) throws SQLException {
        if (!row.next()) {
            throw new SQLTransientException("no generation " + wanted);
        }
        return row.getInt(2);
    }
}
