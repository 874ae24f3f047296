package org.jixiao.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class StrictYamlTest {

    static List<ObjectNode> everyObject() {
        return Kustomize.render(Checkout.path("deploy/kubernetes/overlays/yuexiu"));
    }

    /** Every type we use, and every level of it: a misspelt field anywhere is refused. */
    @ParameterizedTest
    @MethodSource("everyObject")
    void unknownField_isRefused_atEveryLevel(ObjectNode object) {
        var levels = Levels.withAKnownType(object);

        assertThat(levels).isNotEmpty().allSatisfy(level -> {
            var misspelt = object.deepCopy();
            ((ObjectNode) misspelt.at(level)).put("misspelt", "field");
            assertThatThrownBy(() -> Manifests.typed(misspelt))
                    .as(level)
                    .hasMessageContaining("Unrecognized field \"misspelt\"");
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{apiVersion: v1, kind: ConfigMap, data: {PORT: 8081}}                         | Cannot coerce Integer value",
                "{apiVersion: v1, kind: ConfigMap, data: {FLAG: false}}                        | Cannot coerce Boolean value",
                "{apiVersion: apps/v1, kind: Deployment, spec: {replicas: '2'}}                | Cannot coerce String value",
                "{apiVersion: apps/v1beta1, kind: Deployment}                                  | Not known here",
                "{apiVersion: kafka.strimzi.io/v1beta2, kind: KafkaTopic}                      | Not known here",
                "{apiVersion: kafka.strimzi.io/v1, kind: KafkaTopic, spec: {partitions: many}} | Cannot coerce String value",
                "{apiVersion: monitoring.coreos.com/v1, kind: PrometheusRule, spec: {groups: [{rules: [{for: 60}]}]}} | Cannot coerce Integer value",
                "{apiVersion: monitoring.coreos.com/v1, kind: PodMonitor, spec: {podMetricsEndpoints: [{interval: 15}]}} | Cannot coerce Integer value"
            })
    void wrongValue_isRefused(String document, String reason) {
        var object = StrictYaml.document(document);

        assertThatThrownBy(() -> Manifests.typed(object)).hasMessageContaining(reason);
    }

    @Test
    void keyTwice_isRefused() {
        assertThatThrownBy(() -> StrictYaml.document("a: 1\na: 2")).hasMessageContaining("duplicate key a");
    }

    @Test
    void knownFields_areRead() {
        HasMetadata object =
                Manifests.typed(StrictYaml.document("{apiVersion: v1, kind: Service, metadata: {name: a}}"));

        assertThat(object.getMetadata().getName()).isEqualTo("a");
    }
}
