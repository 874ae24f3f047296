package org.jixiao.bench;

import java.time.Duration;

/**
 * Processor time that was used up, which other work on the machine does not change as it changes the time on the clock.
 *
 * @param service in the service's process
 * @param postgres in all processes of the server
 * @param broker in the broker's process
 */
record Cpu(Duration service, Duration postgres, Duration broker) {

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

    private static Duration tree(long pid) {
        ProcessHandle server = ProcessHandle.of(pid).orElseThrow();
        return server.descendants().map(Cpu::of).reduce(of(server), Duration::plus);
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
