package org.jixiao.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KustomizeTest {
    @TempDir
    Path directory;

    /** {@code expected.yaml} is what {@code kubectl kustomize} 5.5.0 printed for the same directory. */
    @Test
    void renders_asKustomizeDoes() throws URISyntaxException {
        var fixture = Path.of(KustomizeTest.class.getResource("kustomize").toURI());

        var rendered = Kustomize.render(fixture.resolve("overlay"));

        assertThat(rendered)
                .containsExactlyInAnyOrderElementsOf(
                        StrictYaml.documents(Checkout.read(fixture.resolve("expected.yaml"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"namePrefix: a-", "secretGenerator: []", "patches: [{path: p.yaml, options: {}}]"})
    void render_isRefused_forWhatItDoesNotKnow(String addition) {
        write("kustomization.yaml", kustomization(addition));

        assertThatThrownBy(() -> Kustomize.render(directory)).hasMessageContaining("Unrecognized field");
    }

    @Test
    void patch_isRefused_withoutAnObject() {
        write("kustomization.yaml", kustomization("patches: [{path: patch.yaml}]"));
        write("patch.yaml", "{kind: ConfigMap, metadata: {name: other}}");

        assertThatThrownBy(() -> Kustomize.render(directory)).hasMessageContaining("for nothing that is here");
    }

    @Test
    void component_isRefused_asAResource() {
        write("kustomization.yaml", "{apiVersion: kustomize.config.k8s.io/v1alpha1, kind: Component}");

        assertThatThrownBy(() -> Kustomize.render(directory)).hasMessageContaining("no Kustomization");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tolerations: [{key: b}]", "$patch: delete"})
    void patch_isRefused_whenItsMergeIsNotKnown(String change) {
        var object = StrictYaml.document("tolerations: [{key: a}]");
        var patch = StrictYaml.document(change);

        assertThatThrownBy(() -> StrategicMerge.apply(patch, object)).hasMessageContaining("not known here");
    }

    private static String kustomization(String addition) {
        return """
                apiVersion: kustomize.config.k8s.io/v1beta1
                kind: Kustomization
                """ + addition;
    }

    private void write(String name, String content) {
        try {
            Files.writeString(directory.resolve(name), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
