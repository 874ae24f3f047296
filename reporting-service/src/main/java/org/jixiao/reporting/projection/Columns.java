package org.jixiao.reporting.projection;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;

/** Binds rows to a statement column by column, as the arrays that its {@code unnest} takes, from the first parameter on. */
final class Columns<T> {

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

    static <T> Columns<T> bind(Connection connection, PreparedStatement statement, List<T> rows, int first) {
        return new Columns<>(connection, statement, rows, first);
    }

    /** Binds one column; the type is PostgreSQL's name of the element. */
    Columns<T> column(String type, Function<T, Object> value) throws SQLException {
        statement.setArray(
                next++, connection.createArrayOf(type, rows.stream().map(value).toArray()));
        return this;
    }

    /** The parameter that follows. */
    int next() {
        return next;
    }
}
