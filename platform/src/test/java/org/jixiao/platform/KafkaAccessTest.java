package org.jixiao.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.common.security.JaasContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KafkaAccessTest {

    @Test
    void openBrokerGetsNoCredentials() {
        assertThat(KafkaAccess.clientSettings(with(Settings.Security.OPEN)))
                .isEqualTo(Map.of("bootstrap.servers", "broker:9092", "security.protocol", "PLAINTEXT"));
    }

    @ParameterizedTest
    @CsvSource({"SCRAM-SHA-512, ScramLoginModule", "SCRAM-SHA-256, ScramLoginModule", "PLAIN, PlainLoginModule"})
    void kafkaReadsTheLoginAsItWasSet(String mechanism, String module) {
        String odd = "p\"w\\\" ; 密=码'";

        Map<String, Object> settings = KafkaAccess.clientSettings(
                with(Settings.Security.sasl("SASL_PLAINTEXT", mechanism, "budget-service", odd)));

        assertThat(settings).containsEntry("sasl.mechanism", mechanism);
        var login = JaasContext.loadClientContext(
                        Map.of("sasl.jaas.config", new Password((String) settings.get("sasl.jaas.config"))))
                .configurationEntries()
                .getFirst();
        assertThat(login.getLoginModuleName()).endsWith(module);
        assertThat(login.getOptions()).isEqualTo(Map.of("username", "budget-service", "password", odd));
    }

    @Test
    void authoritiesOfTheBrokersComeFromAFile() {
        var security = new Settings.Security(
                "SSL",
                "SCRAM-SHA-512",
                Optional.empty(),
                Optional.empty(),
                Optional.of("/etc/kafka/ca.crt"),
                "PEM",
                Optional.empty());

        assertThat(KafkaAccess.clientSettings(with(security)))
                .containsEntry("security.protocol", "SSL")
                .containsEntry("ssl.truststore.location", "/etc/kafka/ca.crt")
                .containsEntry("ssl.truststore.type", "PEM")
                .doesNotContainKeys("ssl.truststore.password", "sasl.mechanism");
    }

    private static EventsConfig with(Settings.Security security) {
        return new Settings(
                "broker:9092", "budget-service", true, Settings.Outbox.QUICK, Settings.Inbox.QUICK, security);
    }
}
