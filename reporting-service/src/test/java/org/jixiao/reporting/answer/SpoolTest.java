package org.jixiao.reporting.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpoolTest {

    private static final int MANY = 9 << 20;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4 << 20, (4 << 20) + 1, MANY})
    void allThatIsWrittenIsReadAsOftenAsWanted(int size) throws IOException {
        byte[] bytes = random(size);

        try (Content content = content(bytes);
                InputStream first = content.open();
                InputStream second = content.open()) {
            assertThat(content.size()).isEqualTo(size);
            assertThat(first.readNBytes(size / 2)).isEqualTo(Arrays.copyOf(bytes, size / 2));
            assertThat(second.readAllBytes()).isEqualTo(bytes);
            assertThat(first.readAllBytes()).isEqualTo(Arrays.copyOfRange(bytes, size / 2, size));
        }
    }

    @Test
    void whoReadsStillReadsWhenEverybodyElseHasLetGo() throws IOException {
        byte[] bytes = random(MANY);
        Content content = content(bytes);
        InputStream reading = content.open();

        content.close();

        assertThat(reading.readAllBytes()).isEqualTo(bytes);
        reading.close();
        assertThat(content.hold()).isFalse();
        assertThatIllegalStateException().isThrownBy(content::open);
    }

    private static Content content(byte[] bytes) throws IOException {
        try (Spool spool = new Spool()) {
            for (int from = 0; from < bytes.length; from += 100_000) {
                spool.write(bytes, from, Math.min(100_000, bytes.length - from));
            }
            return spool.content();
        }
    }

    private static byte[] random(int size) {
        byte[] bytes = new byte[size];
        new SplittableRandom(size).nextBytes(bytes);
        return bytes;
    }
}
