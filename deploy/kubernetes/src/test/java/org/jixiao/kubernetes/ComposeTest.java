package org.jixiao.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jixiao.platform.RequiredSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class ComposeTest {
    private static final Map<String, String> PASSWORDS = Map.of(
            "POSTGRES_PASSWORD", "p",
            "BUDGET_DATABASE_PASSWORD", "b",
            "INDICATOR_DATABASE_PASSWORD", "i",
            "REPORTING_DATABASE_PASSWORD", "r",
            "BROKER_ADMIN_PASSWORD", "a",
            "BUDGET_KAFKA_PASSWORD", "bk",
            "INDICATOR_KAFKA_PASSWORD", "ik",
            "REPORTING_KAFKA_PASSWORD", "rk",
            "YUEXIU_FINANCE_KAFKA_PASSWORD", "yk");

    private final ComposeFile compose = ComposeFile.in(PASSWORDS);

    @Test
    void file_followsTheComposeSpecification() {
        assertThat(ComposeSchema.violations(compose.document())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/services/kafka", "/services/kafka/healthcheck", "/configs/topics"})
    void unknownField_isRefused(String level) {
        var misspelt = compose.document().deepCopy();

        misspelt.withObject(level).put("misspelt", "field");

        assertThat(ComposeSchema.violations(misspelt)).anyMatch(violation -> violation.contains("misspelt"));
    }

    @Test
    void everyPassword_mustBeSet() {
        assertThat(PASSWORDS.keySet()).allSatisfy(password -> {
            var others = new HashMap<>(PASSWORDS);
            others.remove(password);
            assertThatThrownBy(() -> ComposeFile.in(others)).hasMessageContaining(password);
        });
        assertThat(ComposeFile.raw().services())
                .allSatisfy((name, service) -> service.path("environment").properties().stream()
                        .filter(variable -> variable.getKey().contains("PASSWORD"))
                        .forEach(variable ->
                                assertThat(variable.getValue().asText()).matches("\\$\\{[A-Z_]+:\\?.*}")));
    }

    @ParameterizedTest
    @FieldSource("org.jixiao.kubernetes.Checkout#SERVICES")
    void environment_isWhatTheServiceReads(String service) {
        var settings = ServiceSettings.of(service);

        assertThat(compose.environment(service).keySet())
                .isSubsetOf(settings.keys())
                .containsAll(settings.required());
    }

    @ParameterizedTest
    @FieldSource("org.jixiao.kubernetes.Checkout#SERVICES")
    void environment_satisfiesTheStartUpCheck_withAProviderOrAKey(String service) {
        assertThat(faults(service, Map.of("JIXIAO_OIDC_URL", "https://login.example.org")))
                .isEmpty();
        assertThat(faults(service, Map.of("JIXIAO_OIDC_PUBLIC_KEY", "k", "JIXIAO_OIDC_ISSUER", "https://example.org")))
                .isEmpty();
        assertThat(faults(service, Map.of())).hasSize(1);
    }

    @ParameterizedTest
    @FieldSource("org.jixiao.kubernetes.Checkout#SERVICES")
    void port_isTheSameInsideAndOutside(String service) {
        var port = ServiceSettings.of(service).defaultOf("JIXIAO_HTTP_PORT");

        assertThat(compose.environment(service)).containsEntry("JIXIAO_HTTP_PORT", port);
        assertThat(ComposeFile.list(compose.service(service).path("ports")))
                .containsExactly("127.0.0.1:" + port + ":" + port);
    }

    @ParameterizedTest
    @FieldSource("org.jixiao.kubernetes.Checkout#SERVICES")
    void service_isBuiltFromTheOneDockerfile_andMayDoLittle(String name) {
        var service = compose.service(name);

        assertThat(service.at("/build/dockerfile").asText()).isEqualTo("deploy/Dockerfile");
        assertThat(service.at("/build/args/SERVICE").asText()).isEqualTo(name);
        assertThat(service.path("read_only").asBoolean()).isTrue();
        assertThat(ComposeFile.list(service.path("tmpfs"))).allMatch(mount -> mount.startsWith("/tmp:"));
        assertThat(ComposeFile.list(service.path("cap_drop"))).containsExactly("ALL");
        assertThat(ComposeFile.list(service.path("security_opt"))).containsExactly("no-new-privileges:true");
        assertThat(service.has("mem_limit")).isTrue();
    }

    @ParameterizedTest
    @FieldSource("org.jixiao.kubernetes.Checkout#SERVICES")
    void service_waitsForDatabaseAndTopics(String service) {
        var conditions = compose.service(service).path("depends_on");

        assertThat(conditions.at("/postgres/condition").asText()).isEqualTo("service_healthy");
        assertThat(conditions.at("/topics/condition").asText()).isEqualTo("service_completed_successfully");
        assertThat(compose.service("topics").at("/depends_on/kafka/condition").asText())
                .isEqualTo("service_healthy");
    }

    @Test
    void everyServer_hasAHealthcheck() {
        assertThat(compose.services().keySet())
                .containsExactlyInAnyOrder(
                        "budget-service", "indicator-service", "reporting-service", "postgres", "kafka", "topics");
        assertThat(compose.services())
                .allSatisfy((name, service) ->
                        assertThat(service.has("healthcheck")).as(name).isEqualTo(!name.equals("topics")));
    }

    @Test
    void images_arePinned_toThePlatformsOfTheProject() {
        var images = new TreeMap<String, ImageName>();
        compose.services()
                .forEach((name, service) ->
                        images.put(name, ImageName.of(service.path("image").asText())));

        assertThat(images.values()).allMatch(ImageName::isPinned);
        assertThat(images.get("postgres").toString()).startsWith("postgres:18.");
        assertThat(images.get("kafka")).hasToString("apache/kafka:4.1.1").isEqualTo(images.get("topics"));
    }

    @ParameterizedTest
    @FieldSource("org.jixiao.kubernetes.Checkout#SERVICES")
    void database_isTheServicesOwn(String service) {
        var name = service.replace("-service", "");
        var password = name.toUpperCase(Locale.ROOT) + "_DATABASE_PASSWORD";

        assertThat(compose.environment(service))
                .containsEntry("JIXIAO_DATABASE_URL", "jdbc:postgresql://postgres:5432/" + name)
                .containsEntry("JIXIAO_DATABASE_USER", name)
                .containsEntry("JIXIAO_DATABASE_PASSWORD", PASSWORDS.get(password))
                .containsEntry("JIXIAO_KAFKA_USER", service)
                .containsEntry("JIXIAO_KAFKA_PASSWORD", PASSWORDS.get(password.replace("DATABASE", "KAFKA")));
        assertThat(compose.environment("postgres")).containsEntry(password, PASSWORDS.get(password));
        assertThat(compose.config("databases").lines())
                .contains(
                        "\\getenv %s_password %s".formatted(name, password),
                        "create role %1$s login password :'%1$s_password';".formatted(name),
                        "create database %1$s owner %1$s;".formatted(name));
    }

    private static List<String> faults(String service, Map<String, String> tokens) {
        var environment = new HashMap<>(PASSWORDS);
        environment.putAll(tokens);
        return RequiredSettings.faults(ComposeFile.in(environment).environment(service));
    }
}
