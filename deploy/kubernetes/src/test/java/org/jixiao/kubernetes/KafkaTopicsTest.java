package org.jixiao.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class KafkaTopicsTest {
    @Test
    void topics_areThoseOfTheCatalogue() {
        var topics = Manifests.of(Manifests.YUEXIU).all(KafkaTopic.class);

        assertThat(topics.stream().map(Topic::of).collect(Collectors.toSet()))
                .isEqualTo(Topic.catalogue().stream()
                        .map(topic -> topic.with(Topic.SAFE))
                        .collect(Collectors.toSet()));
        assertThat(topics).extracting(topic -> topic.getSpec().getReplicas()).containsOnly(3);
    }

    @Test
    void topics_areInTheClusterTheServicesCall() {
        var manifests = Manifests.of(Manifests.YUEXIU);

        var clusters = manifests.all(KafkaTopic.class).stream()
                .map(HasMetadata::getMetadata)
                .map(metadata -> metadata.getLabels().get("strimzi.io/cluster") + "-kafka-bootstrap:9093")
                .distinct();

        assertThat(clusters)
                .containsExactlyElementsOf(Checkout.SERVICES.stream()
                        .map(service -> manifests.environment(service).get("JIXIAO_KAFKA_BOOTSTRAP_SERVERS"))
                        .distinct()
                        .toList());
    }
}
