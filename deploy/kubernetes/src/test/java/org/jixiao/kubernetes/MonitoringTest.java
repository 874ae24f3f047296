package org.jixiao.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import io.fabric8.openshift.api.model.monitoring.v1.PodMonitor;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.Rule;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What Prometheus and Grafana are told. Whether the services export what is asked for, the end-to-end tests know. */
class MonitoringTest {
    private static final Pattern GROUPED_BY = Pattern.compile("\\bby \\(([^)]*)\\)");
    private static final Pattern LABEL_IN_TEXT = Pattern.compile("\\$labels\\.(\\w+)");
    private static final String HAN = "(?s).*\\p{IsHan}.*";

    private final Manifests manifests = Manifests.of(Manifests.YUEXIU);

    static Stream<Named<Rule>> everyAlert() {
        return Manifests.of(Manifests.YUEXIU).the(PrometheusRule.class, "jixiao").getSpec().getGroups().stream()
                .flatMap(group -> group.getRules().stream())
                .map(alert -> Named.of(alert.getAlert(), alert));
    }

    @Test
    void base_needsNoPrometheusOperator() {
        assertThat(Manifests.of(Manifests.BASE).all())
                .noneMatch(object -> object.getApiVersion().startsWith("monitoring."));
    }

    @ParameterizedTest
    @FieldSource("org.jixiao.kubernetes.Checkout#SERVICES")
    void metrics_areRead_whereTheServiceAnswersAndTheNetworkIsOpen(String service) {
        var monitor = manifests.the(PodMonitor.class, "jixiao").getSpec();
        var pods = manifests.the(Deployment.class, service).getSpec().getTemplate();
        var open = manifests.the(NetworkPolicy.class, service).getSpec().getIngress();

        assertThat(pods.getMetadata().getLabels())
                .containsAllEntriesOf(monitor.getSelector().getMatchLabels())
                .containsEntry(monitor.getJobLabel(), service);
        assertThat(monitor.getPodMetricsEndpoints()).singleElement().satisfies(endpoint -> {
            assertThat(endpoint.getPath()).isEqualTo("/q/metrics");
            assertThat(manifests.container(service).getPorts())
                    .extracting(ContainerPort::getName)
                    .contains(endpoint.getPort());
            assertThat(open.getFirst().getPorts())
                    .extracting(NetworkPolicyPort::getPort)
                    .contains(new IntOrString(endpoint.getPort()));
        });
        assertThat(ServiceSettings.of(service).property("quarkus.management.enabled"))
                .as("the metrics would be on a port of their own")
                .isNull();
    }

    @ParameterizedTest
    @MethodSource("everyAlert")
    void alert_saysWhatIsAmissAndWhatToDo_inChineseThenEnglish(Rule alert) {
        assertThat(alert.getLabels().get("severity")).isIn("critical", "warning");
        assertThat(alert.getAnnotations()).containsOnlyKeys("summary", "description");
        assertThat(alert.getAnnotations().values()).allSatisfy(text -> {
            assertThat(text.lines()).hasSize(2);
            assertThat(text.lines().toList().getFirst()).matches(HAN);
            assertThat(text.lines().toList().getLast()).doesNotMatch(HAN);
        });
    }

    /** A label that an expression does not keep is blank in the text. */
    @ParameterizedTest
    @MethodSource("everyAlert")
    void alert_namesLabelsThatItsExpressionKeeps(Rule alert) {
        var groupings = GROUPED_BY
                .matcher(alert.getExpr().getStrVal())
                .results()
                .map(by -> List.of(by.group(1).split(", ")))
                .toList();

        var named = alert.getAnnotations().values().stream()
                .flatMap(text -> LABEL_IN_TEXT.matcher(text).results().map(MatchResult::group))
                .map(label -> label.substring("$labels.".length()));

        assertThat(named).allSatisfy(label -> assertThat(groupings).allMatch(kept -> kept.contains(label)));
    }

    @Test
    void alerts_haveNamesOfTheirOwn() {
        assertThat(everyAlert().map(Named::getName))
                .doesNotHaveDuplicates()
                .allMatch(name -> name.startsWith("Jixiao"));
    }

    @Test
    void dashboard_isWhatTheSidecarOfGrafanaLooksFor() {
        var map = manifests.the(ConfigMap.class, "jixiao-dashboard");

        assertThat(map.getMetadata().getLabels()).containsEntry("grafana_dashboard", "1");
        assertThat(map.getData()).containsOnlyKeys("jixiao.json");
    }

    @Test
    void panels_areTitledInBothLanguages_andAskTheChosenSource() {
        // JSON is YAML, and here no key comes twice
        var dashboard = StrictYaml.document(
                manifests.the(ConfigMap.class, "jixiao-dashboard").getData().get("jixiao.json"));
        var panels = dashboard.get("panels").valueStream().toList();

        assertThat(panels).extracting(panel -> panel.get("id").asInt()).doesNotHaveDuplicates();
        assertThat(panels).allSatisfy(panel -> {
            assertThat(panel.get("title").asText()).matches("\\p{IsHan}.* / [A-Z].*");
            assertThat(panel.at("/datasource/uid").asText()).isEqualTo("${datasource}");
            assertThat(panel.get("targets")).isNotEmpty();
            assertThat(panel.get("targets").valueStream().map(MonitoringTest::expression))
                    .allMatch(expression -> expression.contains("{namespace=\"$namespace\""));
        });
    }

    private static String expression(JsonNode target) {
        return target.get("expr").asText();
    }
}
