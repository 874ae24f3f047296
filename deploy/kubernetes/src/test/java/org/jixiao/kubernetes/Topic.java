package org.jixiao.kubernetes;

import io.strimzi.api.kafka.model.topic.KafkaTopic;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewTopic;
import org.jixiao.local.Topics;

/** A topic as the contract fixes it; replicas are a matter of the place it is in. */
record Topic(String name, int partitions, Map<String, String> settings) {
    /** What production adds, and one broker cannot have. */
    static final Map<String, String> SAFE =
            Map.of("min.insync.replicas", "2", "unclean.leader.election.enable", "false");

    /** The topics of the services and of the sending system yuexiu-finance. */
    static Set<Topic> catalogue() {
        return Stream.of(Topics.owned(), Topics.forSender("yuexiu-finance"))
                .flatMap(List::stream)
                .map(Topic::of)
                .collect(Collectors.toSet());
    }

    static Topic of(NewTopic topic) {
        return new Topic(topic.name(), topic.numPartitions(), topic.configs());
    }

    static Topic of(KafkaTopic topic) {
        var settings = new HashMap<String, String>();
        topic.getSpec().getConfig().forEach((key, value) -> settings.put(key, value.toString()));
        return new Topic(topic.getMetadata().getName(), topic.getSpec().getPartitions(), settings);
    }

    /** The same with more settings. */
    Topic with(Map<String, String> more) {
        var all = new HashMap<>(settings);
        all.putAll(more);
        return new Topic(name, partitions, all);
    }
}
