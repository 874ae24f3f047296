package org.jixiao.reporting.generation;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.jixiao.reporting.generation.TopicEnds.Reach;

/**
 * Topics of which an empty generation is filled at once, by writing the last version of each key. They are keyed alike and have
 * as many partitions each: a portion is the same partition of all of them, and has every row of its keys whole.
 */
public interface Bulk {

    List<String> topics();

    /** The names of the subscriptions that go on where a portion ends, in the order of the topics. */
    List<String> names(int generation);

    /** To be closed. */
    Reader open();

    /** To be closed. */
    Backlog backlog();

    /** Adds up what was written, when all portions are there: before that the sums in the generation are not whole. */
    void complete(Connection connection) throws SQLException;

    /** Tells the planner what was written; in a transaction of its own. */
    void analyze(Connection connection) throws SQLException;

    /** Removes what was written. */
    void clear(Connection connection) throws SQLException;

    /** Reads one portion after the other. */
    interface Reader extends AutoCloseable {

        /**
         * Reads a portion as far as it reaches.
         *
         * @param refused up to which offsets what cannot be read was refused before, by another generation
         */
        Gathered read(
                int part, Map<TopicPartition, Reach> reaches, Map<TopicPartition, Long> refused, Progress progress)
                throws SQLException;

        @Override
        void close();
    }

    /** Reads what has piled up where a generation has come to. */
    interface Backlog extends AutoCloseable {

        /**
         * Reads as much as is kept at once of the same partition of all topics.
         *
         * @param reaches from where, and to where at the most
         */
        Gathered read(Map<TopicPartition, Reach> reaches);

        @Override
        void close();
    }

    /** Told again and again while a portion is read. */
    interface Progress {

        /**
         * May rest.
         *
         * @param records that have been read since it was told before
         * @throws SQLException when the portion is somebody else's by now
         */
        void passed(int records) throws SQLException;
    }

    /** What was read of a portion. */
    interface Gathered {

        /** Where each of its partitions goes on. */
        Map<TopicPartition, Long> next();

        /**
         * Writes the rows into the generation that the search path leads into.
         *
         * @return how many
         */
        long write(Connection connection) throws SQLException;
    }
}
