package org.jixiao.reporting.projection;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;

/**
 * Binds rows to a statement column by column, as the arrays that its {@code unnest} takes. The arrays are of their
 * elements' own types, because the driver sends only those in binary.
 */
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

    /** Starts with the parameter {@code first}. */
    static <T> Columns<T> bind(Connection connection, PreparedStatement statement, List<T> rows, int first) {
        return new Columns<>(connection, statement, rows, first);
    }

    Columns<T> text(Function<T, String> value) throws SQLException {
        return column("text", String[]::new, value);
    }

    /** Text as {@code bytea}, for the statement to convert. */
    Columns<T> utf8(Function<T, Utf8> value) throws SQLException {
        return column("bytea", byte[][]::new, row -> value.apply(row).bytes());
    }

    Columns<T> integer(ToIntFunction<T> value) throws SQLException {
        return column("int4", Integer[]::new, value::applyAsInt);
    }

    Columns<T> bigint(ToLongFunction<T> value) throws SQLException {
        return column("int8", Long[]::new, value::applyAsLong);
    }

    Columns<T> bool(Predicate<T> value) throws SQLException {
        return column("bool", Boolean[]::new, value::test);
    }

    /** A type that has no binary form here and travels as text. */
    Columns<T> other(String type, Function<T, Object> value) throws SQLException {
        return column(type, Object[]::new, value);
    }

    /** The parameter that follows. */
    int next() {
        return next;
    }

    private <V> Columns<T> column(String type, IntFunction<V[]> array, Function<T, V> value) throws SQLException {
        V[] values = array.apply(rows.size());
        int at = 0;
        for (T row : rows) {
            values[at++] = value.apply(row);
        }
        statement.setArray(next++, connection.createArrayOf(type, values));
        return this;
    }
}
