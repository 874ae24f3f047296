package org.jixiao.kubernetes;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.strimzi.api.kafka.model.user.KafkaUser;
import io.strimzi.api.kafka.model.user.KafkaUserAuthorizationSimple;
import io.strimzi.api.kafka.model.user.acl.AclRule;
import io.strimzi.api.kafka.model.user.acl.AclRuleClusterResource;
import io.strimzi.api.kafka.model.user.acl.AclRuleGroupResource;
import io.strimzi.api.kafka.model.user.acl.AclRuleTopicResource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.resource.ResourceType;
import org.jixiao.local.Grants;
import org.junit.jupiter.api.Test;

/** Who may do what at the brokers is the same in every place that says it. */
class GrantsTest {

    @Test
    void kafkaUsers_mayDoWhatTheCatalogueSays() {
        var users = Manifests.of(Manifests.YUEXIU).all(KafkaUser.class);

        assertThat(users.stream().flatMap(GrantsTest::grants).collect(toSet()))
                .isEqualTo(Stream.of(Grants.ofServices(), Grants.ofSender("yuexiu-finance"))
                        .flatMap(List::stream)
                        .map(GrantsTest::words)
                        .collect(toSet()));
        assertThat(users).allSatisfy(user -> {
            assertThat(user.getSpec().getAuthentication().getType()).isEqualTo("scram-sha-512");
            assertThat(user.getMetadata().getLabels()).containsEntry("strimzi.io/cluster", "jixiao");
        });
    }

    @Test
    void compose_grantsTheServicesWhatTheCatalogueSays() {
        var granted = ComposeFile.raw()
                .config("grants")
                .lines()
                .flatMap(GrantsTest::grants)
                .collect(toSet());

        assertThat(granted)
                .isEqualTo(Grants.ofServices().stream().map(GrantsTest::words).collect(toSet()));
    }

    @Test
    void nobody_mayDelete_orAlterATopic() {
        var grants = Stream.of(Grants.ofServices(), Grants.ofSender("yuexiu-finance"))
                .flatMap(List::stream)
                .toList();

        assertThat(grants)
                .extracting(grant -> grant.entry().operation().name())
                .isNotEmpty()
                .doesNotContain("DELETE", "ALL", "CLUSTER_ACTION");
        assertThat(grants)
                .filteredOn(grant -> grant.entry().operation().name().startsWith("ALTER"))
                .extracting(grant -> grant.pattern().resourceType())
                .containsOnly(ResourceType.CLUSTER);
    }

    @Test
    void sender_hasTheLimitsThatTheOwnersWouldSet() {
        var quotas = Manifests.of(Manifests.YUEXIU)
                .the(KafkaUser.class, "yuexiu-finance")
                .getSpec()
                .getQuotas();

        assertThat(List.of("budget-service", "indicator-service"))
                .map(ServiceSettings::of)
                .allSatisfy(owner -> {
                    assertThat(owner.defaultOf("JIXIAO_SENDER_BYTES_PER_SECOND"))
                            .isEqualTo(quotas.getProducerByteRate().toString());
                    assertThat(owner.defaultOf("JIXIAO_SENDER_REQUEST_PERCENTAGE"))
                            .isEqualTo(quotas.getRequestPercentage().toString());
                });
    }

    private static String words(AclBinding grant) {
        return words(
                grant.entry().principal().substring("User:".length()),
                grant.entry().operation().name(),
                grant.pattern().resourceType().name(),
                grant.pattern().name(),
                grant.pattern().patternType().name());
    }

    private static String words(String principal, String operation, String type, String name, String pattern) {
        return String.join(" ", principal, operation.replace("_", ""), type, name, pattern)
                .toLowerCase(Locale.ROOT);
    }

    private static Stream<String> grants(KafkaUser user) {
        var principal = user.getMetadata().getName();
        return ((KafkaUserAuthorizationSimple) user.getSpec().getAuthorization())
                .getAcls().stream()
                        .flatMap(rule -> rule.getOperations().stream()
                                .map(operation -> grant(principal, operation.toValue(), rule)));
    }

    private static String grant(String principal, String operation, AclRule rule) {
        return switch (rule.getResource()) {
            case AclRuleTopicResource topic ->
                words(
                        principal,
                        operation,
                        "topic",
                        topic.getName(),
                        pattern(topic.getPatternType().toValue()));
            case AclRuleGroupResource group ->
                words(
                        principal,
                        operation,
                        "group",
                        group.getName(),
                        pattern(group.getPatternType().toValue()));
            case AclRuleClusterResource cluster ->
                words(principal, operation, cluster.getType(), "kafka-cluster", "literal");
            default -> throw new IllegalArgumentException(rule.toString());
        };
    }

    private static String pattern(String strimzis) {
        return strimzis.equals("prefix") ? "prefixed" : strimzis;
    }

    /** A line of the compose file: principal, pattern, and the options of {@code kafka-acls.sh}. */
    private static Stream<String> grants(String line) {
        var words = Arrays.asList(line.split(" "));
        var operations = new ArrayList<String>();
        var resources = new ArrayList<List<String>>();
        for (int i = 2; i < words.size(); i++) {
            switch (words.get(i)) {
                case "--operation" -> operations.add(words.get(++i));
                case "--topic", "--group" -> resources.add(List.of(words.get(i).substring(2), words.get(++i)));
                case "--cluster" -> resources.add(List.of("cluster", "kafka-cluster"));
                default -> throw new IllegalArgumentException(line);
            }
        }
        return operations.stream()
                .flatMap(operation -> resources.stream()
                        .map(resource -> words(
                                words.getFirst(), operation, resource.getFirst(), resource.getLast(), words.get(1))));
    }
}
