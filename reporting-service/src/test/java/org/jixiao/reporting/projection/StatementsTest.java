package org.jixiao.reporting.projection;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jixiao.platform.inbox.Subscription;
import org.jixiao.reporting.ServiceTest;
import org.jixiao.reporting.fixture.ADepartment;
import org.jixiao.reporting.fixture.AGoal;
import org.jixiao.reporting.fixture.AProject;
import org.jixiao.reporting.fixture.AnAssessment;
import org.jixiao.reporting.fixture.OwnersEvent;
import org.jixiao.reporting.fixture.ReadModel;
import org.jixiao.reporting.fixture.Replaying;
import org.jixiao.reporting.fixture.Topics;
import org.junit.jupiter.api.Test;

/**
 * A batch costs one statement, be it of one event or of a thousand, and two that lead into the generation that it is written to.
 * Counted where they leave for the database. A copy of lines leaves nothing out.
 */
@ServiceTest
class StatementsTest {

    private static final String DEPARTMENT = "440107001";

    @Inject
    Replaying replaying;

    @Test
    void oneStatementForABatchOfAnySize() throws SQLException {
        Map<String, IntFunction<OwnersEvent>> topics = Map.of(
                OwnersEvent.PROJECTS, number -> AProject.of(DEPARTMENT, number).event(),
                OwnersEvent.GOALS,
                        number -> AGoal.of(AProject.of(DEPARTMENT, number), 3).event(),
                OwnersEvent.ASSESSMENTS,
                        number -> AnAssessment.of(AProject.of(DEPARTMENT, number))
                                .monitored(7, "11 RED", "22 GREEN")
                                .event(),
                OwnersEvent.DEPARTMENTS,
                        number -> ADepartment.of("440107%03d".formatted(number)).event());

        for (Map.Entry<String, IntFunction<OwnersEvent>> topic : topics.entrySet()) {
            assertThat(statements(topic.getKey(), 1, topic.getValue()))
                    .as(topic.getKey())
                    .isEqualTo(3);
            assertThat(statements(topic.getKey(), 999, topic.getValue()))
                    .as(topic.getKey())
                    .isEqualTo(3);
        }
        assertThat(ReadModel.texts("select count(*) from project_line where department_code = '440107001'"))
                .containsExactly("999");
    }

    @Test
    void everyColumnOfALineIsCopied() throws SQLException {
        assertThat(ReadModel.texts("select column_name from information_schema.columns"
                        + " where table_schema = current_schema() and table_name = 'project_line'"))
                .containsExactlyInAnyOrderElementsOf(LineCopy.COLUMNS);
    }

    private int statements(String topic, int size, IntFunction<OwnersEvent> event) throws SQLException {
        List<ConsumerRecord<byte[], byte[]>> batch = new ArrayList<>();
        for (int number = 1; number <= size; number++) {
            OwnersEvent one = event.apply(number);
            batch.add(new ConsumerRecord<>(topic, 0, number, one.keyBytes(), one.value()));
        }
        AtomicInteger executed = new AtomicInteger();
        Subscription subscription = replaying.subscription(topic);
        try (Connection connection = Topics.connection()) {
            subscription.apply(counting(Connection.class, connection, executed), batch);
        }
        return executed.get();
    }

    /** Passes every call on, and counts those that execute on the way; what it prepares counts as well. */
    private static <T> T counting(Class<T> type, Object target, AtomicInteger executed) {
        InvocationHandler handler = (proxy, method, arguments) -> {
            if (method.getName().startsWith("execute")) {
                executed.incrementAndGet();
            }
            try {
                Object result = method.invoke(target, arguments);
                return result instanceof PreparedStatement
                        ? counting(PreparedStatement.class, result, executed)
                        : result;
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        };
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
