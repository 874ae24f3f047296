package org.jixiao.platform.idempotency;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jixiao.platform.Plumbing;
import org.jixiao.platform.problem.Problem;
import org.jixiao.platform.problem.ProblemCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FirstAnswersTest {

    private static final Posted FIRST = posted("lin", "k1", "{}");

    @RegisterExtension
    private final Plumbing plumbing = new Plumbing();

    private final FirstAnswers answers = new FirstAnswers(Clock.systemUTC());
    private final AtomicInteger done = new AtomicInteger();

    @Test
    void theSameRequestIsDoneOnce() throws SQLException {
        once(FIRST);

        Answer second = once(FIRST);

        assertThat(second).usingRecursiveComparison().isEqualTo(answer(1));
        assertThat(done).hasValue(1);
    }

    @Test
    void anotherBodyIsRefused() throws SQLException {
        once(FIRST);

        assertThatExceptionOfType(Problem.class)
                .isThrownBy(() -> once(posted("lin", "k1", "{ }")))
                .extracting(Problem::code)
                .isEqualTo(ProblemCode.IDEMPOTENCY_KEY_REUSED);
    }

    @Test
    void anotherKeyCallerOrAddressIsAnotherRequestAndSoIsNone() throws SQLException {
        once(FIRST);

        once(posted("lin", "k2", "{}"));
        once(posted("wu", "k1", "{}"));
        once(new Posted("lin", "/elsewhere", "k1", "{}".getBytes(UTF_8)));
        once(posted("lin", null, "{}"));
        once(posted("lin", null, "{}"));

        assertThat(done).hasValue(6);
    }

    @Test
    void whatBrokeOffIsDoneAgain() throws SQLException {
        assertThatIllegalStateException()
                .isThrownBy(() -> inTransaction(connection -> answers.once(connection, FIRST, () -> {
                    throw new IllegalStateException("refused");
                })));

        once(FIRST);

        assertThat(done).hasValue(1);
    }

    @Test
    void manyAtTheSameMomentAreDoneOnce() throws InterruptedException, ExecutionException {
        List<Callable<Answer>> requests = Stream.generate(() -> (Callable<Answer>) () -> once(FIRST))
                .limit(8)
                .toList();
        List<Future<Answer>> answered;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            answered = threads.invokeAll(requests);
        }

        for (Future<Answer> each : answered) {
            assertThat(each.get().etag()).isEqualTo("\"1\"");
        }
        assertThat(done).hasValue(1);
    }

    @Test
    void whatWasForgottenIsDoneAgain() throws SQLException {
        once(FIRST);
        try (Connection connection = plumbing.database().getConnection()) {
            answers.forget(connection, Instant.now().plusSeconds(60));
        }

        once(FIRST);

        assertThat(done).hasValue(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "键", "\u0000"})
    void aKeyThatNobodyCanSeeIsRefused(String key) {
        assertThatExceptionOfType(Problem.class)
                .isThrownBy(() -> posted("lin", key, "{}"))
                .extracting(Problem::code)
                .isEqualTo(ProblemCode.INVALID_PARAMETER);
    }

    private Answer once(Posted posted) throws SQLException {
        return inTransaction(connection -> answers.once(connection, posted, () -> answer(done.incrementAndGet())));
    }

    private Answer inTransaction(Doing doing) throws SQLException {
        try (Connection connection = plumbing.database().getConnection()) {
            connection.setAutoCommit(false);
            try {
                Answer answer = doing.on(connection);
                connection.commit();
                return answer;
            } finally {
                connection.rollback();
            }
        }
    }

    private interface Doing {
        Answer on(Connection connection) throws SQLException;
    }

    private static Posted posted(String caller, String key, String body) {
        return new Posted(caller, "/api/v1/things", key, body.getBytes(UTF_8));
    }

    private static Answer answer(int number) {
        return new Answer(
                201, "/api/v1/things/" + number, "\"" + number + "\"", ("{\"n\":" + number + "}").getBytes(UTF_8));
    }
}
