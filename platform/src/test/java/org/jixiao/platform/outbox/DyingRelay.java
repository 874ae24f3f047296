package org.jixiao.platform.outbox;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jixiao.platform.Around;
import org.jixiao.platform.Plumbing;
import org.jixiao.platform.Settings;

/** A relay in a process of its own, which is gone once the broker has acknowledged and before a row is marked. */
final class DyingRelay {

    /** As a process ends that was sent SIGKILL. */
    static final int KILLED = 137;

    private DyingRelay() {}

    /** Runs it to its end, and says with which exit code. */
    static int liveAndDie(Plumbing plumbing) throws IOException, InterruptedException {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        classPath,
                        DyingRelay.class.getName(),
                        plumbing.jdbcUrl(),
                        plumbing.kafka().bootstrapServers())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        return process.waitFor();
    }

    @SuppressWarnings("unchecked")
    public static void main(String[] arguments) throws SQLException {
        Map<String, Object> properties = Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, arguments[1], ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        Producer<byte[], byte[]> producer = Around.each(
                Producer.class,
                new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer()),
                (method, given, real) -> {
                    Object result = real.proceed();
                    if (method.equals("flush")) {
                        Runtime.getRuntime().halt(KILLED);
                    }
                    return result;
                });
        new OutboxRelay(
                        Plumbing.connect(arguments[0]),
                        producer,
                        Settings.Outbox.QUICK,
                        new SimpleMeterRegistry(),
                        Clock.systemUTC())
                .publishAll();
    }
}
