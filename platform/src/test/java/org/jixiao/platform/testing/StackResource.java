package org.jixiao.platform.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.jixiao.local.Durability;
import org.jixiao.local.LocalKafka;
import org.jixiao.local.LocalPostgres;
import org.jixiao.local.Tokens;
import org.jixiao.local.Topics;

/**
 * A real PostgreSQL and a real broker for the tests of one service, started once per module. Settings reach the
 * service under the names that production uses.
 */
public final class StackResource implements QuarkusTestResourceLifecycleManager {

    /** The senders whose topics exist. */
    public static final List<String> SENDERS = List.of("yuexiu-finance", "haizhu-finance", "retired-finance");

    /** {@code -Djixiao.durability=FSYNC} is for measurements: tests need not wait for a disk. */
    private static final Durability DURABILITY = Durability.valueOf(System.getProperty("jixiao.durability", "FAST"));

    /** What a service waits for when it has nothing to do, a test waits for with it. */
    private static final Map<String, String> SHORT_WAITS = Map.of(
            "jixiao.digests.every", "PT0.5S",
            "jixiao.events.outbox.poll-interval", "PT0.01S",
            "jixiao.events.inbox.retry-interval", "PT0.1S");

    private static final Tokens TOKENS = Tokens.fresh();
    private static LocalPostgres postgres;
    private static LocalKafka kafka;

    private Map<String, String> ofModule = Map.of();

    /** @param settings what a module sets besides */
    @Override
    public void init(Map<String, String> settings) {
        ofModule = settings;
    }

    @Override
    public Map<String, String> start() {
        Path directory = Path.of("target", "stack").toAbsolutePath();
        postgres = LocalPostgres.start(
                directory.resolve("postgres-" + ProcessHandle.current().pid()), 0, DURABILITY);
        kafka = LocalKafka.start(
                directory.resolve("kafka-" + ProcessHandle.current().pid()), 0);
        postgres.createDatabase("service");
        kafka.createTopics(Topics.owned());
        for (String sender : SENDERS) {
            kafka.createTopics(madeByHand(sender));
        }
        Map<String, String> settings = new HashMap<>(SHORT_WAITS);
        settings.putAll(ofModule);
        settings.putAll(Map.of(
                "JIXIAO_HTTP_PORT", "0",
                "JIXIAO_DATABASE_URL", postgres.jdbcUrl("service"),
                "JIXIAO_DATABASE_USER", postgres.user(),
                "JIXIAO_DATABASE_PASSWORD", postgres.password(),
                "JIXIAO_KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers(),
                "JIXIAO_OIDC_PUBLIC_KEY", TOKENS.publicKey(),
                "JIXIAO_OIDC_ISSUER", TOKENS.issuer()));
        return settings;
    }

    /** A sender's topics, of which somebody has forgotten that they unpack: what they let through, the owner must bear. */
    private static List<NewTopic> madeByHand(String sender) {
        List<NewTopic> topics = Topics.forSender(sender);
        for (NewTopic each : topics) {
            Map<String, String> settings = new HashMap<>(each.configs());
            settings.remove(TopicConfig.COMPRESSION_TYPE_CONFIG);
            each.configs(settings);
        }
        return topics;
    }

    @Override
    public void stop() {
        if (kafka != null) {
            kafka.close();
        }
        if (postgres != null) {
            postgres.close();
        }
    }

    /** The broker's address. */
    public static String bootstrapServers() {
        return kafka.bootstrapServers();
    }

    /** The broker itself, for topics of a test's own. */
    public static void createTopics(List<NewTopic> topics) {
        kafka.createTopics(topics);
    }

    /** The database server, for looking at rows and for taking it away. */
    public static LocalPostgres postgres() {
        return postgres;
    }

    /** Tokens that the service under test accepts. */
    public static Tokens tokens() {
        return TOKENS;
    }
}
