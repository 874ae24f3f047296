package org.jixiao.reporting.generation;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.jixiao.reporting.generation.TopicEnds.Reach;

/**
 * How far a generation has read.
 *
 * @param next the next offset of each partition that was begun
 */
public record Position(Map<TopicPartition, Long> next) {

    private static final String READ = "select topic, part, next_offset from inbox_offset where subscription = any (?)";

    /** As the transaction sees it, by the subscriptions that fill the generation; of several, as far as any has come. */
    public static Position of(Connection connection, List<String> subscriptions) throws SQLException {
        Map<TopicPartition, Long> next = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(READ)) {
            select.setArray(1, connection.createArrayOf("text", subscriptions.toArray()));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    next.merge(new TopicPartition(row.getString(1), row.getInt(2)), row.getLong(3), Math::max);
                }
            }
        }
        return new Position(next);
    }

    /** As far as readers of any version of the service see. */
    static Position ofReaders(Connection connection, Sources sources) throws SQLException {
        return of(
                connection,
                Generations.liveOfAllVersions(connection).stream()
                        .flatMap(number -> sources.names(number).stream())
                        .toList());
    }

    /** Whether everything before these ends was applied. */
    public boolean hasReached(Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().allMatch(end -> next.getOrDefault(end.getKey(), 0L) >= end.getValue());
    }

    /** In how many partitions something before these ends has not been applied. */
    public long behind(Map<TopicPartition, Reach> reaches) {
        return reaches.entrySet().stream()
                .filter(each -> each.getValue().begin() < each.getValue().end()
                        && next.getOrDefault(each.getKey(), 0L)
                                < each.getValue().end())
                .count();
    }

    /** The same for the ends of topics that may have lost their beginnings. */
    boolean hasReachedEnds(Map<TopicPartition, Reach> reaches) {
        return reaches.entrySet().stream()
                .allMatch(each -> each.getValue().begin() == each.getValue().end()
                        || next.getOrDefault(each.getKey(), 0L)
                                >= each.getValue().end());
    }

    /** How many offsets have been passed of those that there are. */
    long done(Map<TopicPartition, Reach> reaches) {
        return reaches.entrySet().stream()
                .mapToLong(each -> Math.clamp(
                        next.getOrDefault(each.getKey(), 0L) - each.getValue().begin(),
                        0,
                        each.getValue().end() - each.getValue().begin()))
                .sum();
    }

    static long total(Map<TopicPartition, Reach> reaches) {
        return reaches.values().stream()
                .mapToLong(reach -> reach.end() - reach.begin())
                .sum();
    }
}
