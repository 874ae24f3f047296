package org.jixiao.indicator.goal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;

/**
 * Binds rows as one array per column, in the order of the statement's {@code unnest}. The arrays are of their elements' own
 * types, because the driver sends only those in binary.
 */
public final class Columns<T> {

    private final Connection connection;
    private final PreparedStatement statement;
    private final List<T> rows;
    private int bound;

    /** @param rows in the order in which they are bound */
    public Columns(Connection connection, PreparedStatement statement, List<T> rows) {
        this.connection = connection;
        this.statement = statement;
        this.rows = rows;
    }

    /** Binds the next array, of elements of this type of the database; {@code column} may give null. */
    public void add(String type, Function<T, Object> column) throws SQLException {
        Object[] values = rows.stream().map(column).toArray(length -> array(type, length));
        statement.setArray(++bound, connection.createArrayOf(type, values));
    }

    private static Object[] array(String type, int length) {
        return switch (type) {
            case "text" -> new String[length];
            case "int4" -> new Integer[length];
            case "int8" -> new Long[length];
            default -> new Object[length];
        };
    }
}
