package org.jixiao.local;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialAlteration;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.config.SaslConfigs;

/**
 * Who may speak to a broker. In the open form anybody may do anything; in the secured form clients prove who they are by
 * SCRAM-SHA-512 and may do what an ACL says, but for {@value #ADMIN}, who may do everything.
 */
sealed interface BrokerSecurity {
    /** The operator of the broker. */
    String ADMIN = "admin";

    /** The name of the listener for clients, which is also its security protocol. */
    String protocol();

    /** What the broker's own settings say beside its listeners. */
    Properties brokerSettings();

    /** Whether the principal has its credentials, or needs none. */
    boolean knows(String principal);

    /** What a client sets to be this principal, beside {@code bootstrap.servers}; new credentials are yet to be told. */
    Map<String, Object> clientSettings(String principal);

    /** The principal's password; new ones are yet to be told. */
    String passwordOf(String principal);

    /** Tells the broker all credentials, through the listener that it keeps for itself. */
    void tell(String internalListener);

    /** Anybody may do anything. */
    record Open() implements BrokerSecurity {
        @Override
        public String protocol() {
            return "PLAINTEXT";
        }

        @Override
        public Properties brokerSettings() {
            return new Properties();
        }

        @Override
        public boolean knows(String principal) {
            return true;
        }

        @Override
        public Map<String, Object> clientSettings(String principal) {
            return Map.of();
        }

        @Override
        public String passwordOf(String principal) {
            throw new IllegalStateException("an open broker has no passwords");
        }

        @Override
        public void tell(String internalListener) {
            // nobody has any
        }
    }

    /** Nothing without credentials and an ACL. */
    record Secured(Credentials credentials) implements BrokerSecurity {
        private static final String BROKER = "broker";
        private static final String SCRAM_LOGIN = "org.apache.kafka.common.security.scram.ScramLoginModule";
        private static final String PLAIN_LOGIN = "org.apache.kafka.common.security.plain.PlainLoginModule";
        private static final int ITERATIONS = 4096;

        /** With the credentials that are kept in this directory, and new ones for those of the principals who have none. */
        static Secured in(Path directory, Collection<String> principals) {
            var credentials = Credentials.in(directory);
            principals.forEach(credentials::passwordOf);
            return new Secured(credentials);
        }

        @Override
        public String protocol() {
            return "SASL_PLAINTEXT";
        }

        /**
         * The broker's own two listeners take PLAIN from the broker alone, because the credentials of SCRAM are records which
         * somebody has to write first. Clients may use PLAIN, too, which knows the principals of the start: librdkafka before
         * 2.6.1, which most packaged kcat have, repeats a nonce where Kafka 4 takes it once, and is refused (its issue 4895).
         */
        @Override
        public Properties brokerSettings() {
            List.of(ADMIN, BROKER).forEach(credentials::passwordOf);
            var settings = new Properties();
            settings.putAll(Map.of(
                    "listener.security.protocol.map",
                    "SASL_PLAINTEXT:SASL_PLAINTEXT,INTERNAL:SASL_PLAINTEXT,CONTROLLER:SASL_PLAINTEXT",
                    "authorizer.class.name",
                    "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
                    "allow.everyone.if.no.acl.found",
                    "false",
                    "super.users",
                    "User:" + ADMIN + ";User:" + BROKER));
            settings.putAll(Map.of(
                    "listener.name.sasl_plaintext.sasl.enabled.mechanisms",
                    "SCRAM-SHA-512,PLAIN",
                    "listener.name.sasl_plaintext.scram-sha-512.sasl.jaas.config",
                    SCRAM_LOGIN + " required;",
                    "listener.name.sasl_plaintext.plain.sasl.jaas.config",
                    PLAIN_LOGIN + " required" + users(credentials.all()) + ";",
                    "sasl.mechanism.inter.broker.protocol",
                    "PLAIN",
                    "sasl.mechanism.controller.protocol",
                    "PLAIN"));
            var login = login(PLAIN_LOGIN, BROKER, users(Map.of(BROKER, credentials.passwordOf(BROKER))));
            for (var listener : List.of("internal", "controller")) {
                settings.setProperty("listener.name." + listener + ".sasl.enabled.mechanisms", "PLAIN");
                settings.setProperty("listener.name." + listener + ".plain.sasl.jaas.config", login);
            }
            return settings;
        }

        @Override
        public boolean knows(String principal) {
            return credentials.has(principal);
        }

        @Override
        public Map<String, Object> clientSettings(String principal) {
            return sasl("SCRAM-SHA-512", login(SCRAM_LOGIN, principal, ""));
        }

        @Override
        public String passwordOf(String principal) {
            return credentials.passwordOf(principal);
        }

        @Override
        public void tell(String internalListener) {
            var all = credentials.all().entrySet().stream()
                    .<UserScramCredentialAlteration>map(each -> new UserScramCredentialUpsertion(
                            each.getKey(),
                            new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, ITERATIONS),
                            each.getValue()))
                    .toList();
            var settings = sasl("PLAIN", login(PLAIN_LOGIN, BROKER, ""));
            settings.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, internalListener);
            try (var admin = Admin.create(settings)) {
                BrokerAnswer.await(
                        admin.alterUserScramCredentials(all).all(), "take the credentials", Duration.ofSeconds(90));
            }
        }

        private Map<String, Object> sasl(String mechanism, String login) {
            var settings = new HashMap<String, Object>();
            settings.put(AdminClientConfig.SECURITY_PROTOCOL_CONFIG, protocol());
            settings.put(SaslConfigs.SASL_MECHANISM, mechanism);
            settings.put(SaslConfigs.SASL_JAAS_CONFIG, login);
            return settings;
        }

        private static String users(Map<String, String> passwords) {
            return passwords.entrySet().stream()
                    .map(each -> " user_%s=\"%s\"".formatted(each.getKey(), each.getValue()))
                    .sorted()
                    .collect(Collectors.joining());
        }

        private String login(String module, String principal, String more) {
            return "%s required username=\"%s\" password=\"%s\"%s;"
                    .formatted(module, principal, credentials.passwordOf(principal), more);
        }
    }
}
