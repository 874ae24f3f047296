package org.jixiao.platform.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is published stays as it is. */
class CorpusTest {

    private static final String EVENT = "{\"specversion\": \"1.0\"}";

    @TempDir
    Path contracts;

    private Path example;

    @BeforeEach
    void publish() throws IOException {
        Files.createDirectories(contracts.resolve("examples"));
        example = contracts.resolve("examples/parcel.changed-1.0.json");
        Files.writeString(example, EVENT);
        Files.writeString(contracts.resolve("examples/body.json"), "{}");
        Files.writeString(
                contracts.resolve("corpus.json"),
                "[{\"file\": \"parcel.changed-1.0.json\", \"sha256\": \"%s\"}]".formatted(shaOf(EVENT)));
    }

    @Test
    void nothingIsSaidOfWhatIsAsItWasPublished() {
        assertThat(Corpus.in(contracts).changes()).isEmpty();
    }

    @Test
    void anExampleThatWasChangedIsNamed() throws IOException {
        Files.writeString(example, EVENT + " ");

        assertThat(Corpus.in(contracts).changes())
                .singleElement()
                .asString()
                .startsWith("parcel.changed-1.0.json was published and is changed");
    }

    @Test
    void anExampleThatIsGoneIsNamed() throws IOException {
        Files.delete(example);

        assertThat(Corpus.in(contracts).changes()).containsExactly("parcel.changed-1.0.json was published and is gone");
    }

    @Test
    void anExampleThatIsNotListedIsNamed() throws IOException {
        Files.writeString(contracts.resolve("examples/parcel.changed-1.1.json"), EVENT);

        assertThat(Corpus.in(contracts).changes())
                .containsExactly("parcel.changed-1.1.json is new; list it as " + shaOf(EVENT));
    }

    private static String shaOf(String text) {
        return Corpus.sha256(text.getBytes(UTF_8));
    }
}
