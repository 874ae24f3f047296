package org.jixiao.platform;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.SslConfigs;

/** Where the brokers are, and how a service proves to them who it is. */
public final class KafkaAccess {

    private KafkaAccess() {}

    /** What every producer, consumer and admin client of a service has in common; the caller adds its own. */
    public static Map<String, Object> clientSettings(EventsConfig config) {
        EventsConfig.Security security = config.security();
        Map<String, Object> settings = new HashMap<>();
        settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, config.bootstrapServers());
        settings.put(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, security.protocol());
        if (security.protocol().startsWith("SASL_")) {
            settings.put(SaslConfigs.SASL_MECHANISM, security.mechanism());
            settings.put(SaslConfigs.SASL_JAAS_CONFIG, login(security));
        }
        security.truststore().ifPresent(file -> {
            settings.put(SslConfigs.SSL_TRUSTSTORE_LOCATION_CONFIG, file);
            settings.put(SslConfigs.SSL_TRUSTSTORE_TYPE_CONFIG, security.truststoreType());
        });
        security.truststorePassword()
                .ifPresent(password -> settings.put(SslConfigs.SSL_TRUSTSTORE_PASSWORD_CONFIG, password));
        return settings;
    }

    private static String login(EventsConfig.Security security) {
        String module = security.mechanism().equals("PLAIN") ? "plain.PlainLoginModule" : "scram.ScramLoginModule";
        return "org.apache.kafka.common.security.%s required username=%s password=%s;"
                .formatted(
                        module,
                        quoted(security.user().orElseThrow()),
                        quoted(security.password().orElseThrow()));
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
