package org.jixiao.platform.inbox;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** What a service does with the records of some topics. Every standing bean of this type is run by {@link ConsumerLoops}. */
public interface Subscription {

    /** Names the stored offsets and the consumer group; never changed, or everything is read again. */
    String name();

    /** The topics, those that do not exist yet included. */
    Pattern topics();

    /**
     * Whether its loops run as long as the service does. Another is known to replays by its name, and reads its topics under
     * names of its parts, which are started and stopped while the service runs.
     */
    default boolean isStanding() {
        return true;
    }

    /**
     * Applies records of one partition, in their order, in the given transaction, which the loop commits together
     * with the next offset. Records that cannot be applied are rejected here, not thrown: an exception rolls the
     * whole batch back.
     *
     * @throws SQLException when the database failed; whether it is tried again is told by its SQL state
     */
    void apply(Connection connection, List<ConsumerRecord<byte[], byte[]>> records) throws SQLException;

    /**
     * Whether what has piled up in a partition is being applied in another way: the loop leaves it alone, and goes on where the
     * stored offset is afterwards.
     */
    default boolean isInOtherHands(TopicPartition partition) {
        return false;
    }

    /** Told outside of any transaction how many records were applied; may rest, to leave room for others. */
    default void after(int records) {}

    /**
     * Rejects one record that made {@link #apply} fail on its own for a reason that will not pass:
     * the safety net behind the checks of {@code apply}.
     */
    void reject(Connection connection, ConsumerRecord<byte[], byte[]> record, String reason) throws SQLException;
}
