package org.jixiao.reporting.publication;

import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;

/** The bytes of a publication, fetched piece by piece as they are read. */
final class PublishedBytes extends InputStream {

    private static final String PIECE = "select substring(content from ? for ?) from publication where number = ?";
    private static final int PIECE_BYTES = 1 << 20;

    private final Connection connection;
    private final String number;
    private byte[] piece = new byte[0];
    private int at;
    private int fetched;
    private boolean isLast;

    PublishedBytes(Connection connection, String number) {
        this.connection = connection;
        this.number = number;
    }

    @Override
    public int read() throws IOException {
        return isAtEnd() ? -1 : Byte.toUnsignedInt(piece[at++]);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        if (length == 0) {
            return 0;
        }
        if (isAtEnd()) {
            return -1;
        }
        int read = Math.min(length, piece.length - at);
        System.arraycopy(piece, at, bytes, offset, read);
        at += read;
        return read;
    }

    private boolean isAtEnd() throws IOException {
        if (at == piece.length && !isLast) {
            try {
                fetch();
            } catch (SQLException e) {
                throw new IOException(e);
            }
        }
        return at == piece.length;
    }

    private void fetch() throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(PIECE)) {
            select.setInt(1, fetched + 1);
            select.setInt(2, PIECE_BYTES);
            select.setString(3, number);
            try (ResultSet row = select.executeQuery()) {
                piece = row.next() ? row.getBytes(1) : new byte[0];
            }
        }
        at = 0;
        fetched += piece.length;
        isLast = piece.length < PIECE_BYTES;
    }
}
