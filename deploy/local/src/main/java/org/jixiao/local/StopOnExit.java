package org.jixiao.local;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;

/** What is stopped, last started first, when this JVM ends: normally, by Ctrl-C or by SIGTERM. */
final class StopOnExit {
    private static final Deque<AutoCloseable> RUNNING = new ArrayDeque<>();
    private static boolean ending;

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(StopOnExit::stopAll, "stop-on-exit"));
    }

    private StopOnExit() {}

    /**
     * Starts a part and remembers it; the end of this JVM cannot come in between.
     *
     * @throws StartFailed when this JVM is ending already; nothing was started
     */
    static <T extends AutoCloseable> T started(Supplier<T> start) {
        synchronized (RUNNING) {
            if (ending) {
                throw new StartFailed("正在退出，不再启动 / Ending, nothing more is started");
            }
            var part = start.get();
            RUNNING.push(part);
            return part;
        }
    }

    /** Whether this JVM is ending; what fails then fails because its parts are being stopped. */
    static boolean isEnding() {
        synchronized (RUNNING) {
            return ending;
        }
    }

    static void remove(AutoCloseable part) {
        synchronized (RUNNING) {
            RUNNING.remove(part);
        }
    }

    private static void stopAll() {
        while (true) {
            AutoCloseable part;
            synchronized (RUNNING) {
                ending = true;
                part = RUNNING.peek();
            }
            if (part == null) {
                return;
            }
            closeQuietly(part);
            remove(part);
        }
    }

    private static void closeQuietly(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception e) {
            System.err.println("could not stop " + part + ": " + e.getMessage());
        }
    }
}
