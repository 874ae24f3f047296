package org.jixiao.platform.restating;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jixiao.platform.outbox.OutboxMessage;

/** Aggregates of an owner, of each of which the present version can be published once more. */
public interface StateSource {

    /** Under which is kept how far they have been; that of their topic. */
    String name();

    /** A query of their keys: of those behind its first parameter, a text, the first ones, as many as its second, in their order. */
    String keys();

    /**
     * A query of the versions that aggregates are at: of those whose keys are in its one parameter, an array of text, in the order
     * of their keys, which it locks. One that somebody else is changing may be left out: its next version tells of itself.
     */
    String states();

    /**
     * Words one of them as it was published.
     *
     * @param epoch under which it is published
     */
    OutboxMessage message(ResultSet row, long epoch) throws SQLException;

    /** The versions that aggregates are at, locked until the transaction ends. */
    default List<OutboxMessage> present(Connection connection, List<String> keys, long epoch) throws SQLException {
        List<OutboxMessage> present = new ArrayList<>(keys.size());
        try (PreparedStatement select = connection.prepareStatement(states())) {
            select.setArray(1, connection.createArrayOf("text", keys.toArray()));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    present.add(message(row, epoch));
                }
            }
        }
        return present;
    }
}
