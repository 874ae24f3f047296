package org.jixiao.indicator.goal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;

/** Binds rows as one array per column, in the order of the statement's {@code unnest}. */
final class Columns<T> {

    private final Connection connection;
    private final PreparedStatement statement;
    private final List<T> rows;
    private int bound;

    Columns(Connection connection, PreparedStatement statement, List<T> rows) {
        this.connection = connection;
        this.statement = statement;
        this.rows = rows;
    }

    void add(String type, Function<T, Object> column) throws SQLException {
        statement.setArray(
                ++bound,
                connection.createArrayOf(type, rows.stream().map(column).toArray()));
    }
}
