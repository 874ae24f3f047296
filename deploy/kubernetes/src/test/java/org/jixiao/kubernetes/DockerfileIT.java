package org.jixiao.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Looks at what the build has left behind; the services are packaged before this runs. */
class DockerfileIT {
    /** Beside the application stands a list of its libraries, which nobody needs to run it. */
    @ParameterizedTest
    @FieldSource("org.jixiao.kubernetes.Checkout#SERVICES")
    void image_holdsTheWholeApplication(String service) throws IOException {
        var application = Path.of(service, "target/quarkus-app");

        try (var built = Files.list(Checkout.path(application.toString()))) {
            assertThat(built.map(Path::getFileName).map(application::resolve))
                    .filteredOn(path -> !path.endsWith("quarkus-app-dependencies.txt"))
                    .containsExactlyInAnyOrderElementsOf(Dockerfile.read().sources(service));
        }
    }
}
