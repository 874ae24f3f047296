package org.jixiao.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KafkaSettingsTest {

    private static final String BROKERS = "JIXIAO_KAFKA_BOOTSTRAP_SERVERS";
    private static final String PROTOCOL = "JIXIAO_KAFKA_SECURITY_PROTOCOL";
    private static final String MECHANISM = "JIXIAO_KAFKA_SASL_MECHANISM";
    private static final String USER = "JIXIAO_KAFKA_USER";
    private static final String PASSWORD = "JIXIAO_KAFKA_PASSWORD";
    private static final String TRUSTSTORE = "JIXIAO_KAFKA_TRUSTSTORE";
    private static final Map<String, String> SASL = Map.of(
            BROKERS, "kafka:9093", PROTOCOL, "SASL_SSL", USER, "budget-service", PASSWORD, "secret", TRUSTSTORE, "/ca");

    @ParameterizedTest
    @ValueSource(strings = {"localhost:9092", "127.0.0.1:9092, localhost:9093", "[::1]:9092", "127.0.1.1:9092"})
    void brokerOnThisMachineNeedsNoSettings(String brokers) {
        assertThat(KafkaSettings.faults(Map.of(BROKERS, brokers))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"kafka:9092", "localhost:9092,kafka:9092", "localhost.example.org:9092", "10.0.0.7:9092"})
    void brokerElsewhereIsReachedWithoutProtectionOnlyWhenThatIsSaid(String brokers) {
        assertThat(KafkaSettings.faults(Map.of(BROKERS, brokers)))
                .singleElement()
                .asString()
                .contains("请设置 " + PROTOCOL, "Set " + PROTOCOL);
        assertThat(KafkaSettings.faults(Map.of(BROKERS, brokers, PROTOCOL, "PLAINTEXT")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {USER, PASSWORD})
    void saslNeedsAUserAndItsPassword(String missing) {
        assertThat(faults(SASL)).isEmpty();
        assertThat(faults(SASL, missing, "")).singleElement().asString().contains("Set " + missing);
    }

    @ParameterizedTest
    @CsvSource({"PLAINTEXT", "SSL"})
    void credentialsThatWouldNotBeUsedAreRefused(String protocol) {
        assertThat(faults(SASL, PROTOCOL, protocol, TRUSTSTORE, ""))
                .singleElement()
                .asString()
                .contains(protocol, USER, PASSWORD);
    }

    @Test
    void passwordDoesNotTravelReadable() {
        assertThat(faults(SASL, PROTOCOL, "SASL_PLAINTEXT", MECHANISM, "PLAIN", TRUSTSTORE, ""))
                .singleElement()
                .asString()
                .contains(MECHANISM, "SASL_SSL");
        assertThat(faults(SASL, MECHANISM, "PLAIN")).isEmpty();
    }

    @Test
    void wordsThatKafkaDoesNotKnowAreNamed() {
        assertThat(faults(SASL, PROTOCOL, "sasl_ssl", TRUSTSTORE, ""))
                .singleElement()
                .asString()
                .contains(PROTOCOL);
        assertThat(faults(SASL, MECHANISM, "SCRAM-SHA512"))
                .singleElement()
                .asString()
                .contains(MECHANISM);
    }

    @Test
    void truststoreWithoutTlsIsRefused() {
        assertThat(faults(SASL, PROTOCOL, "SASL_PLAINTEXT"))
                .singleElement()
                .asString()
                .contains(TRUSTSTORE);
    }

    @Test
    void noFaultRepeatsAPassword() {
        for (String protocol : List.of("PLAINTEXT", "SSL", "SASL_PLAINTEXT", "none")) {
            assertThat(faults(SASL, PROTOCOL, protocol, USER, ""))
                    .isNotEmpty()
                    .noneMatch(fault -> fault.contains("secret"));
        }
    }

    private static List<String> faults(Map<String, String> settings, String... changes) {
        Map<String, String> changed = new HashMap<>(settings);
        for (int i = 0; i < changes.length; i += 2) {
            changed.put(changes[i], changes[i + 1]);
        }
        return KafkaSettings.faults(changed);
    }
}
