package org.jixiao.reporting.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A published file that what is served must equal. */
final class Golden {

    private static final String UPDATE = "jixiao.contracts.update";

    private Golden() {}

    /** Run with {@code -Djixiao.contracts.update=true} to publish what is served now. */
    static void assertPublished(String file, String served) throws IOException {
        Path published = Path.of("contracts").resolve(file);
        if (Boolean.getBoolean(UPDATE)) {
            Files.writeString(published, served);
        }
        assertThat(published)
                .as("the interface has changed; review the difference and publish it with -D%s=true", UPDATE)
                .hasContent(served);
    }
}
