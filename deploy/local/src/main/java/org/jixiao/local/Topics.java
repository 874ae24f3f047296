package org.jixiao.local;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;

/**
 * The topics of the event contract, with the partitions and the clean-up it fixes. Partition counts are for life.
 * Replication is 1 here, because there is one broker.
 */
public final class Topics {
    private static final short ONE_BROKER = 1;
    private static final String INBOUND_BYTES = "262144";
    private static final String DEAD_LETTER_BYTES = "1048576";

    private Topics() {}

    /** The owners' topics, and the dead letters of every service. */
    public static List<NewTopic> owned() {
        return List.of(
                compacted("budget.projects.v1", 12),
                compacted("budget.departments.v1", 3),
                compacted("indicator.goals.v1", 12),
                compacted("indicator.assessments.v1", 12),
                compacted("budget.digests.v1", 3),
                compacted("indicator.digests.v1", 3),
                deadLetters("budget.dlq.v1"),
                deadLetters("indicator.dlq.v1"),
                deadLetters("reporting.dlq.v1"));
    }

    /**
     * The inbound and the result topics of one sending system.
     *
     * @param sender its name, such as {@code yuexiu-finance}
     */
    public static List<NewTopic> forSender(String sender) {
        return List.of(
                inbound("budget.in." + sender + ".v1"),
                results("budget.result." + sender + ".v1"),
                inbound("indicator.in." + sender + ".v1"),
                results("indicator.result." + sender + ".v1"));
    }

    private static NewTopic compacted(String name, int partitions) {
        return new NewTopic(name, partitions, ONE_BROKER)
                .configs(Map.of(
                        TopicConfig.CLEANUP_POLICY_CONFIG,
                        TopicConfig.CLEANUP_POLICY_COMPACT,
                        TopicConfig.MIN_COMPACTION_LAG_MS_CONFIG,
                        days(7)));
    }

    /** The limit is of what a batch unpacks to, because the broker unpacks it. What was accepted is kept here alone as it came. */
    private static NewTopic inbound(String name) {
        return deletedAfter(
                name,
                400,
                TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
                "LogAppendTime",
                TopicConfig.COMPRESSION_TYPE_CONFIG,
                "uncompressed",
                TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                INBOUND_BYTES);
    }

    private static NewTopic results(String name) {
        return deletedAfter(name, 90);
    }

    private static NewTopic deadLetters(String name) {
        return deletedAfter(name, 400, TopicConfig.MAX_MESSAGE_BYTES_CONFIG, DEAD_LETTER_BYTES);
    }

    private static NewTopic deletedAfter(String name, int days, String... more) {
        var configs = new HashMap<>(Map.of(
                TopicConfig.CLEANUP_POLICY_CONFIG,
                TopicConfig.CLEANUP_POLICY_DELETE,
                TopicConfig.RETENTION_MS_CONFIG,
                days(days)));
        for (int i = 0; i < more.length; i += 2) {
            configs.put(more[i], more[i + 1]);
        }
        return new NewTopic(name, 3, ONE_BROKER).configs(configs);
    }

    private static String days(int days) {
        return Long.toString(Duration.ofDays(days).toMillis());
    }
}
