package org.jixiao.platform.inbox;

import io.quarkus.arc.properties.IfBuildProperty;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.SecurityDisabledException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.quota.ClientQuotaAlteration;
import org.apache.kafka.common.quota.ClientQuotaEntity;
import org.apache.kafka.common.quota.ClientQuotaFilter;
import org.apache.kafka.common.quota.ClientQuotaFilterComponent;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.jboss.logging.Logger;
import org.jixiao.platform.EventsConfig;
import org.jixiao.platform.KafkaAccess;
import org.jixiao.platform.problem.Problem;
import org.jixiao.platform.problem.Text;

/**
 * What a sending system finds on the brokers: its inbound and its result topic of this owner, the right to write the one and
 * read the other, and limits to how much it sends and asks for a second. Everything here may be repeated: what is there is left as it is.
 */
@ApplicationScoped
@IfBuildProperty(name = "jixiao.intake", stringValue = "true")
class SenderTopics {

    private static final Logger LOG = Logger.getLogger(SenderTopics.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int PARTITIONS = 3;
    private static final String INBOUND_BYTES = "262144";
    private static final Text NOTHING_SAVED = Text.of(
            "Kafka 未完成主题和授权，什么也没有保存，请稍后重试", "Kafka did not set up topics and ACLs, and nothing was saved: try again");
    private static final Text STILL_WRITES = Text.of(
            "已停用，事件被拒绝；Kafka 还没有收回写入权，请稍后重试",
            "Retired, and its events are rejected, but Kafka still lets it write: try again");

    private final EventsConfig config;
    private final String domain;

    @Inject
    SenderTopics(EventsConfig config, Reception reception) {
        this(config, reception.domain());
    }

    SenderTopics(EventsConfig config, String domain) {
        this.config = config;
        this.domain = domain;
    }

    /**
     * Creates the topics, limits what the principal of the sender's name may send, and lets it in.
     *
     * @throws Problem UNAVAILABLE when the brokers did not answer or refused; it can be tried again
     */
    void open(String sender) {
        try (Admin admin = admin()) {
            for (NewTopic topic : List.of(inbound(sender), results(sender))) {
                create(admin, topic);
            }
            limit(admin, sender);
            grant(
                    admin,
                    sender,
                    List.of(
                            write(sender),
                            allow(sender, AclOperation.READ, ResourceType.TOPIC, resultTopic(sender)),
                            new AclBinding(
                                    new ResourcePattern(ResourceType.GROUP, sender + ".", PatternType.PREFIXED),
                                    entry(sender, AclOperation.READ))));
        } catch (KafkaException | TimeoutException e) {
            throw unavailable(sender, e, NOTHING_SAVED);
        }
    }

    /**
     * Lets the sender write no more; its topics, and its right to read its results, stay.
     *
     * @throws Problem UNAVAILABLE when the brokers did not answer or refused; it can be tried again
     */
    void closeForWriting(String sender) {
        try (Admin admin = admin()) {
            await(admin.deleteAcls(List.of(write(sender).toFilter())).all());
        } catch (SecurityDisabledException e) {
            skipped(sender);
        } catch (KafkaException | TimeoutException e) {
            throw unavailable(sender, e, STILL_WRITES);
        }
    }

    private Admin admin() {
        Map<String, Object> settings = new HashMap<>(KafkaAccess.clientSettings(config));
        settings.put(AdminClientConfig.CLIENT_ID_CONFIG, config.service() + "-senders");
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis() / 2);
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        return Admin.create(settings);
    }

    private static void create(Admin admin, NewTopic topic) throws TimeoutException {
        try {
            await(admin.createTopics(List.of(topic)).all());
        } catch (TopicExistsException e) {
            LOG.debugf("event=topic_exists topic=%s", topic.name());
        }
    }

    /**
     * Of what the sender sends to both owners together, and of the work that its requests make, however small they are: the
     * brokers delay what is more, so that the others get their turn.
     */
    private void limit(Admin admin, String sender) throws TimeoutException {
        var limits = Map.of(
                "producer_byte_rate", config.senderBytesPerSecond(),
                "request_percentage", config.senderRequestPercentage());
        var principal = new ClientQuotaEntity(Map.of(ClientQuotaEntity.USER, sender));
        var itsOwn = ClientQuotaFilter.containsOnly(
                List.of(ClientQuotaFilterComponent.ofEntity(ClientQuotaEntity.USER, sender)));
        try {
            var set = await(admin.describeClientQuotas(itsOwn).entities()).getOrDefault(principal, Map.of());
            var missing = limits.entrySet().stream()
                    .filter(limit -> limit.getValue() > 0 && !set.containsKey(limit.getKey()))
                    .map(limit -> new ClientQuotaAlteration.Op(
                            limit.getKey(), limit.getValue().doubleValue()))
                    .toList();
            if (!missing.isEmpty()) {
                await(admin.alterClientQuotas(List.of(new ClientQuotaAlteration(principal, missing)))
                        .all());
            }
        } catch (ClusterAuthorizationException e) {
            LOG.warnf("event=limits_skipped sender=%s reason=alter_configs_not_granted", sender);
        }
    }

    private static void grant(Admin admin, String sender, List<AclBinding> grants) throws TimeoutException {
        try {
            await(admin.createAcls(grants).all());
        } catch (SecurityDisabledException e) {
            skipped(sender);
        }
    }

    private static void skipped(String sender) {
        LOG.warnf("event=acls_skipped sender=%s reason=brokers_have_no_authorizer", sender);
    }

    private static <T> T await(KafkaFuture<T> answer) throws TimeoutException {
        try {
            return answer.get(PATIENCE.toMillis() + 1000, TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException refused ? refused : new KafkaException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException(e);
        }
    }

    private static Problem unavailable(String sender, Exception reason, Text text) {
        LOG.warnf("event=sender_topics_failed sender=%s reason=\"%s\"", sender, reason);
        return Problem.unavailable(text, PATIENCE);
    }

    /**
     * The broker unpacks what comes compressed, and its limit is of what that comes to: else a few kilobytes could unpack to
     * more than the memory of whoever reads them, each time that they are read. An event that was accepted is kept nowhere else
     * as it came, for whoever audits the year or disputes it; 400 days are a year and the month in which it is closed.
     */
    private NewTopic inbound(String sender) {
        return topic(
                inboundTopic(sender),
                Map.of(
                        TopicConfig.RETENTION_MS_CONFIG,
                        days(400),
                        TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
                        "LogAppendTime",
                        TopicConfig.COMPRESSION_TYPE_CONFIG,
                        "uncompressed",
                        TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                        INBOUND_BYTES));
    }

    private NewTopic results(String sender) {
        return topic(resultTopic(sender), Map.of(TopicConfig.RETENTION_MS_CONFIG, days(90)));
    }

    /** Without a replication of its own a topic has what the brokers say, and so has what must be in sync. */
    private NewTopic topic(String name, Map<String, String> settings) {
        Map<String, String> configs = new HashMap<>(settings);
        configs.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE);
        short replication = config.replication();
        if (replication > 0) {
            configs.put(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, Integer.toString(Math.max(1, replication - 1)));
        }
        return new NewTopic(
                        name,
                        Optional.of(PARTITIONS),
                        replication > 0 ? Optional.of(replication) : Optional.<Short>empty())
                .configs(configs);
    }

    private AclBinding write(String sender) {
        return allow(sender, AclOperation.WRITE, ResourceType.TOPIC, inboundTopic(sender));
    }

    private static AclBinding allow(String sender, AclOperation operation, ResourceType type, String name) {
        return new AclBinding(new ResourcePattern(type, name, PatternType.LITERAL), entry(sender, operation));
    }

    private static AccessControlEntry entry(String sender, AclOperation operation) {
        return new AccessControlEntry("User:" + sender, "*", operation, AclPermissionType.ALLOW);
    }

    private String inboundTopic(String sender) {
        return domain + ".in." + sender + ".v1";
    }

    private String resultTopic(String sender) {
        return domain + ".result." + sender + ".v1";
    }

    private static String days(int days) {
        return Long.toString(Duration.ofDays(days).toMillis());
    }
}
