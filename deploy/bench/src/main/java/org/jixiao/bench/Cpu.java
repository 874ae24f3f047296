package org.jixiao.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Processor time that was used up, which other work on the machine does not change as it changes the time on the clock.
 *
 * @param service in the service's process
 * @param postgres in all processes of the server
 * @param broker in the broker's process
 */
record Cpu(Duration service, Duration postgres, Duration broker) {

    /** In which Linux counts what it tells of processes, whatever the clock of the kernel. */
    private static final Duration TICK = Duration.ofMillis(10);
    /** Where /proc/[pid]/stat has cutime and cstime, counted from behind the name; see proc(5). */
    private static final int OF_CHILDREN = 13;

    /** What has been used until now. */
    static Cpu until(Servers servers, long servicePid) {
        return new Cpu(
                of(ProcessHandle.of(servicePid).orElseThrow()),
                tree(servers.postgresPid()),
                of(ProcessHandle.of(servers.brokerPid()).orElseThrow()));
    }

    Cpu since(Cpu before) {
        return new Cpu(service.minus(before.service), postgres.minus(before.postgres), broker.minus(before.broker));
    }

    Duration sum() {
        return service.plus(postgres).plus(broker);
    }

    /** With what children have used that are gone. */
    private static Duration tree(long pid) {
        ProcessHandle server = ProcessHandle.of(pid).orElseThrow();
        return server.descendants().map(Cpu::of).reduce(of(server).plus(ended(pid)), Duration::plus);
    }

    /** Nothing where the system does not tell. */
    private static Duration ended(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return TICK.multipliedBy(Long.parseLong(fields[OF_CHILDREN]) + Long.parseLong(fields[OF_CHILDREN + 1]));
        } catch (IOException e) {
            return Duration.ZERO;
        }
    }

    private static Duration of(ProcessHandle process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    @Override
    public String toString() {
        return "cpu: service %.2f s, PostgreSQL %.2f s, broker %.2f s"
                .formatted(Round.seconds(service), Round.seconds(postgres), Round.seconds(broker));
    }
}
