package org.jixiao.e2e;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jixiao.local.LocalStack;
import org.jixiao.local.Registering;
import org.jixiao.local.StackSettings;

/** The packaged services on free ports, started once for all tests and stopped with the JVM. */
final class Stack {

    private static LocalStack running;

    private Stack() {}

    static synchronized LocalStack get() {
        if (running == null) {
            Path directory =
                    Path.of("target", "stack-" + ProcessHandle.current().pid());
            running = LocalStack.start(StackSettings.random(directory), System.out::println);
            Registering.referenceData(running);
        }
        return running;
    }

    /** How a principal talks to the broker: a sender's name, or {@code admin}. */
    static Map<String, Object> clientSettings(String principal) {
        return get().kafka().clientSettings(principal);
    }

    /** Starts reporting-service again after it was killed, and waits until it serves. */
    static void restartReporting() {
        get().reporting().restart();
        get().reporting().awaitReady(Duration.ofSeconds(60));
    }
}
