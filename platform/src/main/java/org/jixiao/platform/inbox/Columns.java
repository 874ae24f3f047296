package org.jixiao.platform.inbox;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;

/**
 * Binds rows to a statement that reads them with {@code unnest}, one array per column, so that a batch is one statement
 * whatever its size.
 */
public final class Columns<T> {

    private final Connection connection;
    private final PreparedStatement statement;
    private final List<T> rows;
    private int next;

    private Columns(Connection connection, PreparedStatement statement, List<T> rows, int first) {
        this.connection = connection;
        this.statement = statement;
        this.rows = rows;
        this.next = first;
    }

    /** Binds from parameter {@code first}, counted from 1, on. */
    public static <T> Columns<T> of(Connection connection, PreparedStatement statement, List<T> rows, int first) {
        return new Columns<>(connection, statement, rows, first);
    }

    /** The next parameter is this column of every row, in the given type of PostgreSQL. */
    public Columns<T> add(String type, Function<T, Object> column) throws SQLException {
        statement.setArray(
                next++, connection.createArrayOf(type, rows.stream().map(column).toArray()));
        return this;
    }

    /** The next parameter is a column of bytes, which may be null. */
    public Columns<T> addBytes(Function<T, byte[]> column) throws SQLException {
        statement.setArray(
                next++,
                connection.createArrayOf("bytea", rows.stream().map(column).toArray(byte[][]::new)));
        return this;
    }

    /** The next parameter is the same for every row. */
    public Columns<T> same(Object value) throws SQLException {
        statement.setObject(next++, value);
        return this;
    }
}
