package org.jixiao.platform;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which of the settings by which a service reaches the brokers contradict each other or are dangerous. */
final class KafkaSettings {

    private static final String PROTOCOL = "JIXIAO_KAFKA_SECURITY_PROTOCOL";
    private static final String MECHANISM = "JIXIAO_KAFKA_SASL_MECHANISM";
    private static final String USER = "JIXIAO_KAFKA_USER";
    private static final String PASSWORD = "JIXIAO_KAFKA_PASSWORD";
    private static final String TRUSTSTORE = "JIXIAO_KAFKA_TRUSTSTORE";
    private static final Set<String> PROTOCOLS = Set.of("PLAINTEXT", "SSL", "SASL_PLAINTEXT", "SASL_SSL");
    private static final Set<String> MECHANISMS = Set.of("SCRAM-SHA-512", "SCRAM-SHA-256", "PLAIN");
    private static final String LOOPBACK = "(localhost|127\\.[0-9.]+|\\[::1])(:[0-9]+)?";

    private final Map<String, String> settings;
    private final List<String> faults = new ArrayList<>();

    private KafkaSettings(Map<String, String> settings) {
        this.settings = settings;
    }

    /** One sentence per fault, none of which repeats a secret. */
    static List<String> faults(Map<String, String> settings) {
        var check = new KafkaSettings(settings);
        String protocol = check.of(PROTOCOL, "PLAINTEXT");
        if (!PROTOCOLS.contains(protocol)) {
            check.fault("%s 只能是 PLAINTEXT、SSL、SASL_PLAINTEXT、SASL_SSL / Set %1$s to one of these.", PROTOCOL);
        } else if (protocol.startsWith("SASL_")) {
            check.login(protocol);
        } else {
            check.noLogin(protocol);
        }
        if (check.has(TRUSTSTORE) && !protocol.endsWith("SSL")) {
            check.fault(
                    "%s 只与 SSL、SASL_SSL 一起使用 / Set %s to SSL or SASL_SSL, or leave %1$s out.", TRUSTSTORE, PROTOCOL);
        }
        return check.faults;
    }

    private void login(String protocol) {
        for (String name : List.of(USER, PASSWORD)) {
            if (!has(name)) {
                fault("%2$s=%3$s 需要 %1$s / Set %1$s, which %2$s=%3$s needs.", name, PROTOCOL, protocol);
            }
        }
        String mechanism = of(MECHANISM, "SCRAM-SHA-512");
        if (!MECHANISMS.contains(mechanism)) {
            fault("%s 只能是 SCRAM-SHA-512、SCRAM-SHA-256、PLAIN / Set %1$s to one of these.", MECHANISM);
        } else if (mechanism.equals("PLAIN") && protocol.equals("SASL_PLAINTEXT")) {
            fault(
                    "%s=PLAIN 会让密码明文经过网络：请用 SASL_SSL 或 SCRAM / Set %1$s to SCRAM-SHA-512, or %s to SASL_SSL: else the password can be read on the network.",
                    MECHANISM, PROTOCOL);
        }
    }

    private void noLogin(String protocol) {
        if (has(USER) || has(PASSWORD)) {
            fault(
                    "%s=%s 不使用 %s 和 %s / Set %1$s to SASL_SSL or SASL_PLAINTEXT: %2$s makes no use of %3$s and %4$s.",
                    PROTOCOL, protocol, USER, PASSWORD);
        }
        if (!has(PROTOCOL) && !onLoopback()) {
            fault(
                    "请设置 %s：Kafka 不在本机，明文须写明 PLAINTEXT / Set %1$s: Kafka is on another machine, and only an explicit PLAINTEXT goes there without protection.",
                    PROTOCOL);
        }
    }

    private boolean onLoopback() {
        String brokers = of("JIXIAO_KAFKA_BOOTSTRAP_SERVERS", "localhost");
        return List.of(brokers.split(",")).stream()
                .allMatch(broker -> broker.strip().matches(LOOPBACK));
    }

    private boolean has(String name) {
        return !settings.getOrDefault(name, "").isBlank();
    }

    private String of(String name, String otherwise) {
        return has(name) ? settings.get(name) : otherwise;
    }

    private void fault(String sentence, Object... names) {
        faults.add(sentence.formatted(names));
    }
}
