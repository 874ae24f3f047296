package org.jixiao.local;

import static org.apache.kafka.common.acl.AclOperation.ALTER;
import static org.apache.kafka.common.acl.AclOperation.ALTER_CONFIGS;
import static org.apache.kafka.common.acl.AclOperation.CREATE;
import static org.apache.kafka.common.acl.AclOperation.READ;
import static org.apache.kafka.common.acl.AclOperation.WRITE;
import static org.apache.kafka.common.resource.PatternType.LITERAL;
import static org.apache.kafka.common.resource.PatternType.PREFIXED;
import static org.apache.kafka.common.resource.ResourceType.CLUSTER;
import static org.apache.kafka.common.resource.ResourceType.GROUP;
import static org.apache.kafka.common.resource.ResourceType.TOPIC;

import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.Resource;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * The least that each service must be allowed on the brokers; its principal has its name. Nobody may delete. An owner creates
 * its senders' topics, grants its senders their access and limits their byte rate, for which Kafka knows no lesser right than
 * to alter the cluster and its configuration.
 */
public final class Grants {
    private Grants() {}

    /** Of the three services together. */
    public static List<AclBinding> ofServices() {
        return Stream.of(
                        owner("budget"),
                        owner("indicator"),
                        Stream.of(
                                allow("budget-service", WRITE, TOPIC, "budget.projects.v1"),
                                allow("budget-service", WRITE, TOPIC, "budget.departments.v1"),
                                allow("budget-service", WRITE, TOPIC, "budget.digests.v1"),
                                allow("indicator-service", WRITE, TOPIC, "indicator.goals.v1"),
                                allow("indicator-service", WRITE, TOPIC, "indicator.assessments.v1"),
                                allow("indicator-service", WRITE, TOPIC, "indicator.digests.v1"),
                                allow("indicator-service", READ, TOPIC, "budget.projects.v1"),
                                allow("reporting-service", READ, TOPIC, "budget.projects.v1"),
                                allow("reporting-service", READ, TOPIC, "budget.departments.v1"),
                                allow("reporting-service", READ, TOPIC, "indicator.goals.v1"),
                                allow("reporting-service", READ, TOPIC, "indicator.assessments.v1"),
                                allow("reporting-service", READ, TOPIC, "budget.digests.v1"),
                                allow("reporting-service", READ, TOPIC, "indicator.digests.v1"),
                                allow("reporting-service", WRITE, TOPIC, "reporting.dlq.v1"),
                                allowPrefixed("reporting-service", READ, GROUP, "reporting-service.")))
                .flatMap(grants -> grants)
                .toList();
    }

    private static Stream<AclBinding> owner(String name) {
        var service = name + "-service";
        return Stream.of(
                allowPrefixed(service, READ, TOPIC, name + ".in."),
                allowPrefixed(service, CREATE, TOPIC, name + ".in."),
                allowPrefixed(service, WRITE, TOPIC, name + ".result."),
                allowPrefixed(service, CREATE, TOPIC, name + ".result."),
                allow(service, WRITE, TOPIC, name + ".dlq.v1"),
                allowPrefixed(service, READ, GROUP, service + "."),
                allow(service, ALTER, CLUSTER, Resource.CLUSTER_NAME),
                allow(service, ALTER_CONFIGS, CLUSTER, Resource.CLUSTER_NAME));
    }

    /** What a sending system may do: write its inbound topics and read its results, in groups that begin with its name. */
    public static List<AclBinding> ofSender(String sender) {
        return List.of(
                allow(sender, WRITE, TOPIC, "budget.in." + sender + ".v1"),
                allow(sender, READ, TOPIC, "budget.result." + sender + ".v1"),
                allow(sender, WRITE, TOPIC, "indicator.in." + sender + ".v1"),
                allow(sender, READ, TOPIC, "indicator.result." + sender + ".v1"),
                allowPrefixed(sender, READ, GROUP, sender + "."));
    }

    private static AclBinding allow(String principal, AclOperation operation, ResourceType type, String name) {
        return binding(principal, operation, type, name, LITERAL);
    }

    private static AclBinding allowPrefixed(
            String principal, AclOperation operation, ResourceType type, String prefix) {
        return binding(principal, operation, type, prefix, PREFIXED);
    }

    private static AclBinding binding(
            String principal, AclOperation operation, ResourceType type, String name, PatternType pattern) {
        return new AclBinding(
                new ResourcePattern(type, name, pattern),
                new AccessControlEntry("User:" + principal, "*", operation, AclPermissionType.ALLOW));
    }
}
