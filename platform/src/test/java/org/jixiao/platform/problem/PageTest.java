package org.jixiao.platform.problem;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 20251123, 77})
    void pagesTogetherAreTheListWhateverTheLimit(long seed) {
        Random random = new Random(seed);
        TreeSet<String> keys = new TreeSet<>();
        for (int i = random.nextInt(300); i > 0; i--) {
            keys.add("项目-" + random.nextInt(1000));
        }
        int limit = random.nextInt(40) + 1;

        List<String> read = new ArrayList<>();
        Page<String> page = page(keys, null, limit);
        read.addAll(page.items());
        while (page.nextCursor() != null) {
            assertThat(page.items()).as("seed %d", seed).hasSize(limit);
            page = page(keys, page.nextCursor(), limit);
            read.addAll(page.items());
        }

        assertThat(read).as("seed %d", seed).containsExactlyElementsOf(keys);
    }

    @Test
    void withoutParametersAPageStartsAtTheBeginning() {
        assertThat(Page.Request.of(null, null)).isEqualTo(new Page.Request("", 100));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 501, Integer.MAX_VALUE, Integer.MIN_VALUE})
    void limitOutsideOneToFiveHundredIsRefused(int limit) {
        assertThatThrownBy(() -> Page.Request.of(null, limit)).isInstanceOfSatisfying(Problem.class, problem -> {
            assertThat(problem.code()).isEqualTo(ProblemCode.INVALID_PARAMETER);
            assertThat(problem.violations()).extracting(Violation::pointer).containsExactly("?limit");
        });
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(ints = {1, 500})
    void limitInsideIsTaken(Integer limit) {
        assertThat(Page.Request.of(null, limit).limit()).isEqualTo(limit == null ? 100 : limit);
    }

    /** Not base64, not UTF-8, with bits to spare, and with a character that no database takes. */
    @ParameterizedTest
    @ValueSource(strings = {"%%%", "a", "_w", "QR", "QQ==", "AA", "QQBC", "4pi"})
    void cursorThatWasNotMadeHereIsRefused(String cursor) {
        assertThatThrownBy(() -> Page.Request.of(cursor, 10))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.violations())
                                .extracting(Violation::pointer)
                                .containsExactly("?cursor"));
    }

    @Test
    void cursorKeepsTheKeyToTheLetter() {
        String key = "穗财政〔2024〕60号/±%_\"";
        String cursor = Base64.getUrlEncoder().withoutPadding().encodeToString(key.getBytes(UTF_8));

        assertThat(Page.Request.of(cursor, 10).after()).isEqualTo(key);
    }

    private static Page<String> page(TreeSet<String> keys, String cursor, int limit) {
        Page.Request request = Page.Request.of(cursor, limit);
        List<String> rows =
                keys.tailSet(request.after(), false).stream().limit(limit + 1L).toList();
        return Page.of(rows, request, Function.identity());
    }
}
