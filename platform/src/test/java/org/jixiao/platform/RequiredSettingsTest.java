package org.jixiao.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequiredSettingsTest {

    private static final Map<String, String> COMPLETE = Map.of(
            "JIXIAO_DATABASE_URL", "jdbc:postgresql://db:5432/budget",
            "JIXIAO_DATABASE_USER", "budget",
            "JIXIAO_DATABASE_PASSWORD", "secret",
            "JIXIAO_KAFKA_BOOTSTRAP_SERVERS", "localhost:9092",
            "JIXIAO_OIDC_URL", "https://id.example/realms/jixiao");

    @Test
    void completeSettingsHaveNoFault() {
        assertThat(RequiredSettings.faults(COMPLETE)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "JIXIAO_DATABASE_URL",
                "JIXIAO_DATABASE_USER",
                "JIXIAO_DATABASE_PASSWORD",
                "JIXIAO_KAFKA_BOOTSTRAP_SERVERS",
                "JIXIAO_OIDC_URL"
            })
    void eachMissingOrBlankSettingIsNamedInOneSentence(String name) {
        assertThat(RequiredSettings.faults(without(name)))
                .singleElement()
                .asString()
                .contains("请设置 " + name, "Set " + name);
        assertThat(RequiredSettings.faults(with(name, " "))).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1.5", "x", "", "99999999999999999999"})
    void epochThatIsNoPositiveNumberIsNamedInOneSentence(String epoch) {
        assertThat(RequiredSettings.faults(with("JIXIAO_SOURCE_EPOCH", epoch)))
                .singleElement()
                .asString()
                .contains("JIXIAO_SOURCE_EPOCH");
        assertThat(RequiredSettings.faults(with("JIXIAO_SOURCE_EPOCH", "2"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"JIXIAO_SENDER_BYTES_PER_SECOND", "JIXIAO_SENDER_REQUEST_PERCENTAGE"})
    void limitThatIsNoWholeNumberIsNamedInOneSentence(String limit) {
        assertThat(List.of("-1", "12.5", "25%", "", "9999999999999"))
                .allSatisfy(value -> assertThat(RequiredSettings.faults(with(limit, value)))
                        .singleElement()
                        .asString()
                        .contains("Set " + limit));
        assertThat(RequiredSettings.faults(with(limit, "0"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "any", "ANY", " any ", ",", "jixiao,any", "jixiao,,x"})
    void audienceThatLetsInEveryTokenIsNamedInOneSentence(String audience) {
        assertThat(RequiredSettings.faults(with("JIXIAO_OIDC_AUDIENCE", audience)))
                .singleElement()
                .asString()
                .contains("Set JIXIAO_OIDC_AUDIENCE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jixiao", "jixiao,company", "many, anybody"})
    void audienceMayBeNamed(String audience) {
        assertThat(RequiredSettings.faults(with("JIXIAO_OIDC_AUDIENCE", audience)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://id.example/realms/jixiao",
                "http://localhost.example.org",
                "http://10.0.0.7",
                "id.example"
            })
    void providerElsewhereIsReachedByHttpsOnly(String url) {
        assertThat(RequiredSettings.faults(with("JIXIAO_OIDC_URL", url)))
                .singleElement()
                .asString()
                .contains("JIXIAO_OIDC_URL", "https://");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:8180/realms/jixiao", "http://127.0.0.1", "http://[::1]:8180"})
    void providerOnThisMachineNeedsNoHttps(String url) {
        assertThat(RequiredSettings.faults(with("JIXIAO_OIDC_URL", url))).isEmpty();
    }

    @Test
    void publicKeyStandsForAProviderAndNeedsAnIssuer() {
        Map<String, String> settings = without("JIXIAO_OIDC_URL");
        settings.put("JIXIAO_OIDC_PUBLIC_KEY", "MIIB…");

        assertThat(RequiredSettings.faults(settings)).singleElement().asString().contains("JIXIAO_OIDC_ISSUER");
        settings.put("JIXIAO_OIDC_ISSUER", "https://jixiao.local");
        assertThat(RequiredSettings.faults(settings)).isEmpty();
    }

    @Test
    void everythingMissingIsToldAtOnceAndInAnOrder() {
        assertThat(RequiredSettings.faults(Map.of())).hasSize(5).isSorted();
    }

    @Test
    void noFaultRepeatsAPassword() {
        assertThat(RequiredSettings.faults(without("JIXIAO_DATABASE_URL")))
                .noneMatch(fault -> fault.contains("secret"));
    }

    private static Map<String, String> without(String name) {
        Map<String, String> settings = new HashMap<>(COMPLETE);
        settings.remove(name);
        return settings;
    }

    private static Map<String, String> with(String name, String value) {
        Map<String, String> settings = new HashMap<>(COMPLETE);
        settings.put(name, value);
        return settings;
    }
}
