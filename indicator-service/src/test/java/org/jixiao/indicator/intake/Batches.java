package org.jixiao.indicator.intake;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jixiao.indicator.ReportedGoal;
import org.jixiao.indicator.Rows;
import org.jixiao.platform.inbox.Subscription;

/** Batches as the consumer loop hands them over, each in one transaction. */
final class Batches {

    /** Beyond what the real topic will reach in these tests. */
    private static final AtomicLong OFFSET = new AtomicLong(1_000_000);

    private final Subscription intake;

    Batches(List<Subscription> subscriptions) {
        this.intake = subscriptions.stream()
                .filter(each -> each.name().equals("intake"))
                .findFirst()
                .orElseThrow();
    }

    static ConsumerRecord<byte[], byte[]> record(String key, byte[] value) {
        return new ConsumerRecord<>(
                ReportedGoal.TOPIC, 0, OFFSET.getAndIncrement(), key.getBytes(StandardCharsets.UTF_8), value);
    }

    void apply(List<ConsumerRecord<byte[], byte[]>> records) {
        inTransaction(records, true);
    }

    /** The database goes away before the end: nothing of it may be left. */
    void applyAndLose(List<ConsumerRecord<byte[], byte[]>> records) {
        inTransaction(records, false);
    }

    /** Applies the records and tells how many statements that took. */
    int countStatements(List<ConsumerRecord<byte[], byte[]>> records) {
        var statements = new AtomicInteger();
        try (Connection connection = Rows.database().getConnection()) {
            connection.setAutoCommit(false);
            intake.apply(counting(connection, statements), records);
            connection.commit();
            return statements.get();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private void inTransaction(List<ConsumerRecord<byte[], byte[]>> records, boolean commit) {
        try (Connection connection = Rows.database().getConnection()) {
            connection.setAutoCommit(false);
            intake.apply(connection, records);
            if (commit) {
                connection.commit();
            } else {
                connection.rollback();
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static Connection counting(Connection connection, AtomicInteger statements) {
        return proxy(
                Connection.class,
                connection,
                (method, result) -> result instanceof PreparedStatement prepared
                        ? proxy(PreparedStatement.class, prepared, (called, answer) -> {
                            boolean runs = called.startsWith("execute") && !called.equals("executeBatch");
                            if (runs || called.equals("addBatch")) {
                                statements.incrementAndGet();
                            }
                            return answer;
                        })
                        : result);
    }

    private interface Seen {
        Object call(String method, Object result);
    }

    private static <T> T proxy(Class<T> type, T target, Seen seen) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    try {
                        return seen.call(method.getName(), method.invoke(target, arguments));
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }
}
