package org.jixiao.platform;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** How a service sends and takes events. Durations are ISO 8601. */
@ConfigMapping(prefix = "jixiao.events")
public interface EventsConfig {

    /** The brokers, {@code host:port,host:port}. */
    String bootstrapServers();

    /** The service's name, {@code budget-service}: consumer groups and dead letters carry it. */
    String service();

    /** The epoch of everything that the service publishes; raised by operators after a restore from a backup. */
    @WithDefault("1")
    long sourceEpoch();

    /** Whether this replica relays and consumes; off in tests of the HTTP side alone. */
    @WithDefault("true")
    boolean enabled();

    /** How many brokers keep a topic of a sender; below 1, as many as the brokers say themselves. */
    @WithDefault("-1")
    short replication();

    /** How many bytes a second each broker takes from a sender; 0 sets no limit. One that a sender has already stays as it is. */
    @WithDefault("4194304")
    long senderBytesPerSecond();

    /**
     * How many hundredths of the time of one of its threads each broker spends on the requests of a sender; 0 sets no limit. One
     * that a sender has already stays as it is.
     */
    @WithDefault("25")
    long senderRequestPercentage();

    /** How the service proves to the brokers who it is. */
    Security security();

    Outbox outbox();

    Inbox inbox();

    /** The same for everything a service says to the brokers. {@link RequiredSettings} holds what goes together. */
    interface Security {

        /** {@code PLAINTEXT}, {@code SSL}, {@code SASL_PLAINTEXT} or {@code SASL_SSL}. */
        @WithDefault("PLAINTEXT")
        String protocol();

        /** {@code SCRAM-SHA-512}, {@code SCRAM-SHA-256} or {@code PLAIN}; with SASL only. */
        @WithDefault("SCRAM-SHA-512")
        String mechanism();

        /** The service's principal; with SASL only. */
        Optional<String> user();

        Optional<String> password();

        /** A file with the authorities that vouch for the brokers; without it, those that the JVM trusts. */
        Optional<String> truststore();

        /** {@code PEM}, {@code PKCS12} or {@code JKS}. */
        @WithDefault("PEM")
        String truststoreType();

        Optional<String> truststorePassword();
    }

    /** The sending side. */
    interface Outbox {

        /** How many rows are sent and marked in one transaction. */
        @WithDefault("1000")
        int batchSize();

        /** How long the relay rests when there was nothing to send. */
        @WithDefault("PT0.05S")
        Duration pollInterval();

        /** How long the relay rests after the brokers or the database failed, and leaves a refused topic alone. */
        @WithDefault("PT1S")
        Duration retryInterval();

        /** After this time without acknowledgement a send has failed and its row is sent again. */
        @WithDefault("PT120S")
        Duration deliveryTimeout();

        /** Rows are kept this long after they were appended, so that operators can see what was sent; longer while they wait. */
        @WithDefault("P7D")
        Duration retention();
    }

    /** The receiving side. */
    interface Inbox {

        /** The most records of one poll; a batch is what one poll brought of one partition. */
        @WithDefault("1000")
        int batchSize();

        /** How many threads share the partitions of a subscription, each with a consumer and a connection. */
        @WithDefault("2")
        int threads();

        /** How long a partition rests after a transient fault, before the same batch is tried again. */
        @WithDefault("PT0.5S")
        Duration retryInterval();

        /** How often new topics that fit a subscription are looked for. */
        @WithDefault("PT5S")
        Duration topicRefresh();
    }
}
