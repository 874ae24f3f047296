package org.jixiao.bench;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.PolicyViolationException;

/** What a rebuild needs of the broker: topics with nothing but the events of the workload, and nobody else who reads them. */
final class Broker {

    private static final Duration PAUSE = Duration.ofMillis(50);

    private final Servers servers;

    Broker(Servers servers) {
        this.servers = servers;
    }

    /** Takes away what is on compacted topics, which a broker does only as long as it may delete. */
    void clear(List<String> topics) {
        setCleanUp(topics, "compact,delete");
        Map<TopicPartition, RecordsToDelete> all = servers.ends(topics).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, each -> RecordsToDelete.beforeOffset(each.getValue())));
        while (!isDeleted(all)) {
            Servers.pause(PAUSE);
        }
        setCleanUp(topics, "compact");
    }

    /** Until the groups of a service whose names end like this have lost their last member. */
    void awaitNobodyReads(String service, String end) {
        try {
            List<String> groups = servers.admin().listGroups().all().get().stream()
                    .map(GroupListing::groupId)
                    .filter(group -> group.startsWith(service + ".") && group.endsWith(end))
                    .toList();
            while (servers.admin().describeConsumerGroups(groups).all().get().values().stream()
                    .anyMatch(group -> !group.members().isEmpty())) {
                Servers.pause(PAUSE);
            }
        } catch (InterruptedException e) {
            throw Servers.interrupted(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private void setCleanUp(List<String> topics, String policy) {
        AlterConfigOp set =
                new AlterConfigOp(new ConfigEntry(TopicConfig.CLEANUP_POLICY_CONFIG, policy), AlterConfigOp.OpType.SET);
        try {
            servers.admin()
                    .incrementalAlterConfigs(topics.stream()
                            .collect(Collectors.toMap(
                                    topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic),
                                    topic -> List.of(set))))
                    .all()
                    .get();
        } catch (InterruptedException e) {
            throw Servers.interrupted(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    /** Not before the broker has heard that it may. */
    private boolean isDeleted(Map<TopicPartition, RecordsToDelete> records) {
        try {
            servers.admin().deleteRecords(records).all().get();
            return true;
        } catch (InterruptedException e) {
            throw Servers.interrupted(e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof PolicyViolationException) {
                return false;
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
