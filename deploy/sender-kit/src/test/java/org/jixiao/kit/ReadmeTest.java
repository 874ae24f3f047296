package org.jixiao.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jixiao.platform.inbox.Outcome;
import org.junit.jupiter.api.Test;

/** The kit's README is true where that can be checked without a reader. */
class ReadmeTest {

    @Test
    void saysOfEveryCodeWhatToDoAndWhetherToTryAgain() throws IOException {
        List<String> rows = Files.readString(Path.of("README.md"))
                .lines()
                .filter(line -> line.matches("\\| `[A-Z_]+` \\|.*"))
                .map(line -> line.replaceFirst("\\| `([A-Z_]+)` \\| (可重试)?.*", "$1 $2")
                        .strip())
                .toList();

        assertThat(rows)
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(Outcome.Code.values())
                        .map(code -> code + (code.retryable() ? " 可重试" : ""))
                        .toList());
    }

    @Test
    void namesOnlyEventsThatAreInTheKit() throws IOException {
        List<String> named = Pattern.compile("events/[0-9a-z.-]+\\.json")
                .matcher(Files.readString(Path.of("README.md")))
                .results()
                .map(MatchResult::group)
                .distinct()
                .toList();

        assertThat(named)
                .hasSize(7)
                .allSatisfy(file -> assertThat(Path.of("src/main/kit", file)).exists());
    }
}
