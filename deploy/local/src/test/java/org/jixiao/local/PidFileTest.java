package org.jixiao.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PidFileTest {
    @TempDir
    Path directory;

    private Process sleeper;

    @BeforeEach
    void start() throws IOException {
        sleeper = new ProcessBuilder("sleep", "600").start();
    }

    @AfterEach
    void stop() {
        sleeper.destroyForcibly();
    }

    @Test
    void ends_theProcessItNames() throws Exception {
        var file = PidFile.beside(directory.resolve("kafka.log"), "kafka");
        file.write(sleeper.toHandle());

        new PidFile(directory.resolve("kafka.pid")).stop();

        assertThat(sleeper.waitFor(5, TimeUnit.SECONDS)).isTrue();
        assertThat(directory.resolve("kafka.pid")).doesNotExist();
    }

    @Test
    void spares_aProcessThatGotTheNumberLater() throws Exception {
        var file = new PidFile(Files.writeString(directory.resolve("kafka.pid"), sleeper.pid() + " 12345\n"));

        file.stop();

        assertThat(sleeper.waitFor(500, TimeUnit.MILLISECONDS)).isFalse();
    }

    @Test
    void names_nothing_whenItIsBroken() throws IOException {
        for (var content : List.of("", "x", "1", "x y")) {
            var file = new PidFile(Files.writeString(directory.resolve("kafka.pid"), content));
            assertThat(file.running()).as(content).isEmpty();
        }
    }

    @Test
    void children_areDeafToCtrlC_butNotToTheirParent() throws Exception {
        var child = ChildProcess.start("sleeper", List.of("sleep", "600"), Map.of(), directory.resolve("sleeper.log"));

        assertThat(new ProcessBuilder("kill", "-INT", Long.toString(child.pid()))
                        .start()
                        .waitFor())
                .isZero();
        assertThat(child.ended(Duration.ofMillis(500))).isFalse();
        child.close();

        assertThat(child.isAlive()).isFalse();
    }
}
