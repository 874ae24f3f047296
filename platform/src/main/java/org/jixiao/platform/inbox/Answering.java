package org.jixiao.platform.inbox;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A subscription that answers every record: it can say what became of each. */
public interface Answering extends Subscription {

    /**
     * Does what {@link #apply} does.
     *
     * @return the outcome of each record, in their order
     */
    List<Outcome> answer(Connection connection, List<ConsumerRecord<byte[], byte[]>> records) throws SQLException;

    /** Locks what these records are about, as {@link #answer} does, until the transaction ends. */
    void lock(Connection connection, List<ConsumerRecord<byte[], byte[]>> records) throws SQLException;

    @Override
    default void apply(Connection connection, List<ConsumerRecord<byte[], byte[]>> records) throws SQLException {
        answer(connection, records);
    }
}
