package org.jixiao.platform;

import java.time.Duration;
import java.util.Optional;

/** The settings of a test: short waits, small batches, and the rest as in production. */
public record Settings(
        String bootstrapServers,
        String service,
        boolean enabled,
        Outbox outbox,
        Inbox inbox,
        Security security,
        long senderBytesPerSecond,
        long senderRequestPercentage)
        implements EventsConfig {

    private static final long USUAL_BYTES = 4 << 20;
    private static final long USUAL_PERCENTAGE = 25;

    public Settings(
            String bootstrapServers, String service, boolean enabled, Outbox outbox, Inbox inbox, Security security) {
        this(bootstrapServers, service, enabled, outbox, inbox, security, USUAL_BYTES, USUAL_PERCENTAGE);
    }

    /** Of an open broker. */
    public Settings(String bootstrapServers, String service, boolean enabled, Outbox outbox, Inbox inbox) {
        this(bootstrapServers, service, enabled, outbox, inbox, Security.OPEN);
    }

    @Override
    public long sourceEpoch() {
        return 1;
    }

    @Override
    public short replication() {
        return -1;
    }

    public Settings withSenderLimits(long bytes, long percentage) {
        return new Settings(bootstrapServers, service, enabled, outbox, inbox, security, bytes, percentage);
    }

    /** See {@link EventsConfig.Security}. */
    public record Security(
            String protocol,
            String mechanism,
            Optional<String> user,
            Optional<String> password,
            Optional<String> truststore,
            String truststoreType,
            Optional<String> truststorePassword)
            implements EventsConfig.Security {

        public static final Security OPEN = new Security(
                "PLAINTEXT",
                "SCRAM-SHA-512",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "PEM",
                Optional.empty());

        public static Security sasl(String protocol, String mechanism, String user, String password) {
            return new Security(
                    protocol,
                    mechanism,
                    Optional.of(user),
                    Optional.of(password),
                    Optional.empty(),
                    "PEM",
                    Optional.empty());
        }
    }

    /** See {@link EventsConfig.Outbox}. */
    public record Outbox(
            int batchSize, Duration pollInterval, Duration retryInterval, Duration deliveryTimeout, Duration retention)
            implements EventsConfig.Outbox {

        public static final Outbox QUICK = new Outbox(
                50, Duration.ofMillis(10), Duration.ofMillis(200), Duration.ofSeconds(40), Duration.ofDays(7));

        public Outbox withBatchSize(int rows) {
            return new Outbox(rows, pollInterval, retryInterval, deliveryTimeout, retention);
        }

        public Outbox withDeliveryTimeout(Duration timeout) {
            return new Outbox(batchSize, pollInterval, retryInterval, timeout, retention);
        }

        public Outbox withRetention(Duration kept) {
            return new Outbox(batchSize, pollInterval, retryInterval, deliveryTimeout, kept);
        }
    }

    /** See {@link EventsConfig.Inbox}. */
    public record Inbox(int batchSize, int threads, Duration retryInterval, Duration topicRefresh)
            implements EventsConfig.Inbox {

        public static final Inbox QUICK = new Inbox(500, 2, Duration.ofMillis(100), Duration.ofMillis(500));

        public Inbox withBatchSize(int records) {
            return new Inbox(records, threads, retryInterval, topicRefresh);
        }
    }
}
