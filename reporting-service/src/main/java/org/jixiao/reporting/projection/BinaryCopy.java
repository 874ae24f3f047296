package org.jixiao.reporting.projection;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Rows on their way into a table by COPY. Until it is ended or closed nothing else can be done with the connection. */
final class BinaryCopy implements AutoCloseable {

    private static final int BUFFER = 1 << 17;

    private final CopyIn copy;
    private final int columns;
    private final Fields rows = new Fields(BUFFER);
    private long count;

    private BinaryCopy(CopyIn copy, int columns) {
        this.copy = copy;
        this.columns = columns;
        rows.header();
    }

    static BinaryCopy into(Connection connection, String table, List<String> columns) throws SQLException {
        String sql = "copy %s (%s) from stdin with (format binary)".formatted(table, String.join(", ", columns));
        return new BinaryCopy(connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql), columns.size());
    }

    /** The next row, for its fields. */
    Fields row() throws SQLException {
        if (rows.size() >= BUFFER) {
            send();
        }
        count++;
        return rows.row(columns);
    }

    /** @return how many rows were written */
    long end() throws SQLException {
        rows.end();
        send();
        copy.endCopy();
        return count;
    }

    /** Gives up what was not ended. */
    @Override
    public void close() throws SQLException {
        if (copy.isActive()) {
            copy.cancelCopy();
        }
    }

    private void send() throws SQLException {
        copy.writeToCopy(rows.bytes(), 0, rows.size());
        rows.clear();
    }
}
