package org.jixiao.platform.restating;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jixiao.platform.outbox.OutboxMessage;

/** Aggregates of an owner, of each of which the present version can be published once more. */
public interface StateSource {

    /** Under which is kept how far they have been; that of their topic. */
    String name();

    /** A query of their keys: of those behind its first parameter, a text, the first ones, as many as its second, in their order. */
    String keys();

    /**
     * Locks aggregates until the transaction ends, in the order of their keys, and words the version that each is at as it was
     * published. One that somebody else is changing may be left out: its next version tells of itself.
     *
     * @param epoch under which they are published
     */
    List<OutboxMessage> present(Connection connection, List<String> keys, long epoch) throws SQLException;
}
