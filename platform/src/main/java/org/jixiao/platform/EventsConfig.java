package org.jixiao.platform;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How a service sends and takes events. Durations are ISO 8601. */
@ConfigMapping(prefix = "jixiao.events")
public interface EventsConfig {

    /** The brokers, {@code host:port,host:port}. */
    String bootstrapServers();

    /** The service's name, {@code budget-service}: consumer groups and dead letters carry it. */
    String service();

    /** Whether this replica relays and consumes; off in tests of the HTTP side alone. */
    @WithDefault("true")
    boolean enabled();

    Outbox outbox();

    Inbox inbox();

    /** The sending side. */
    interface Outbox {

        /** How many rows of one shard are sent and marked in one transaction. */
        @WithDefault("500")
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

        /** Published rows are kept this long, so that operators can see what was sent. */
        @WithDefault("P7D")
        Duration retention();
    }

    /** The receiving side. */
    interface Inbox {

        /** The most records of one poll; a batch is what one poll brought of one partition. */
        @WithDefault("1000")
        int batchSize();

        /** How long a partition rests after a transient fault, before the same batch is tried again. */
        @WithDefault("PT0.5S")
        Duration retryInterval();

        /** How often new topics that fit a subscription are looked for. */
        @WithDefault("PT5S")
        Duration topicRefresh();
    }
}
