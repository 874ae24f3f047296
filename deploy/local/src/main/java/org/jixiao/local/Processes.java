package org.jixiao.local;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Processes that need not be our children. */
final class Processes {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long POLL_NANOS = 10_000_000;

    private Processes() {}

    /** SIGTERM; SIGKILL to it and its children when it is still there after 10 s. */
    static void end(ProcessHandle process) {
        process.destroy();
        if (!isGone(process)) {
            kill(process);
        }
    }

    /** SIGKILL to it and its children. */
    static void kill(ProcessHandle process) {
        var children = process.descendants().toList();
        process.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
        if (!isGone(process) || !children.stream().allMatch(Processes::isGone)) {
            throw new StartFailed("进程 " + process.pid() + " 无法结束 / Process " + process.pid() + " cannot be ended");
        }
    }

    /** Waits up to 10 s. A zombie is gone: in a container nobody may ever collect it, and its command line is empty. */
    private static boolean isGone(ProcessHandle process) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (process.isAlive() && process.info().commandLine().isPresent()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
        return true;
    }
}
