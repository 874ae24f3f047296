package org.jixiao.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class DockerfileTest {
    private final Dockerfile dockerfile = Dockerfile.read();

    @Test
    void runtime_isAPinnedJava25WithoutCompiler() {
        var image = ImageName.of(dockerfile.the("FROM"));

        assertThat(image.name()).isEqualTo("eclipse-temurin");
        assertThat(image.isPinned()).isTrue();
        assertThat(image.tag()).startsWith("25.").contains("-jre-");
    }

    @Test
    void user_isANumberAndNotRoot() {
        assertThat(dockerfile.the("USER")).matches("[1-9][0-9]{3,}:[1-9][0-9]{3,}");
    }

    @Test
    void entrypoint_isNotWrappedInAShell_soThatSignalsArrive() {
        assertThat(dockerfile.the("ENTRYPOINT")).isEqualTo("[\"java\", \"-jar\", \"quarkus-run.jar\"]");
    }

    @ParameterizedTest
    @FieldSource("org.jixiao.kubernetes.Checkout#SERVICES")
    void sources_areSentToTheBuilder(String service) {
        assertThat(dockerfile.sources(service)).isNotEmpty().allMatch(Dockerfile::isSent);
    }
}
