package org.jixiao.reporting.answer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.jixiao.platform.problem.Problem;
import org.jixiao.platform.problem.ProblemCode;
import org.jixiao.reporting.ServiceTest;
import org.jixiao.reporting.fixture.Asking;
import org.jixiao.reporting.fixture.ReadModel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of those who want an answer while as many are made as may be at once. */
@ServiceTest
@Timeout(60)
class KeptAnswersTest {

    private static final String SHA_256 = "0".repeat(64);

    @Inject
    Snapshots snapshots;

    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch end = new CountDownLatch(1);
    private KeptAnswers answers;
    private Thread maker;

    @BeforeEach
    void onePlace() {
        answers = new KeptAnswers(snapshots, new SimpleMeterRegistry(), 1 << 20, 1 << 20, 1, Duration.ofMillis(300));
    }

    @AfterEach
    void everythingIsMade() throws InterruptedException {
        end.countDown();
        maker.join();
    }

    /** Always of the same version. */
    private record Fixed(KeptAnswers.Making making) implements KeptAnswers.Source {

        @Override
        public String version(Connection connection) {
            return "1";
        }

        @Override
        public Optional<KeptAnswers.Making> read(Connection connection) {
            return Optional.of(making);
        }
    }

    @Test
    void whoWantsWhatHasYetToBeMadeIsToldToComeLater() throws InterruptedException {
        isBeingMade(KeptAnswers.making(this::slow));

        assertThatExceptionOfType(Problem.class)
                .isThrownBy(() -> answer("another"))
                .satisfies(told -> assertThat(told.code()).isEqualTo(ProblemCode.UNAVAILABLE))
                .satisfies(told -> assertThat(told.getHeaders()).containsKey("Retry-After"));
    }

    @Test
    void whoWaitsLongEnoughGetsIt() throws InterruptedException {
        answers = new KeptAnswers(snapshots, new SimpleMeterRegistry(), 1 << 20, 1 << 20, 1, Duration.ofSeconds(30));
        isBeingMade(KeptAnswers.making(this::slow));
        List<Response> answered = new CopyOnWriteArrayList<>();
        Thread waiting = Thread.ofPlatform().start(() -> answer("another").ifPresent(answered::add));
        Awaitility.await().until(() -> waiting.getState() == Thread.State.TIMED_WAITING);

        end.countDown();

        waiting.join();
        assertThat(answered).hasSize(1);
    }

    @Test
    void whoWantsWhatIsKeptGetsItAlthoughSomethingElseWasWritten() throws SQLException, InterruptedException {
        answer("kept");
        isBeingMade(KeptAnswers.making(this::slow));
        ReadModel.execute("select pg_current_xact_id()");

        assertThat(answer("kept")).isPresent();
    }

    @Test
    void whatIsPrintedInAPlaceOfItsOwnKeepsNobodyWaiting() throws InterruptedException {
        isBeingMade(KeptAnswers.making(new Download(Format.PDF, "file", "文件", SHA_256), out -> slow()));

        assertThat(answer("another")).isPresent();
    }

    private Optional<Response> answer(String key) {
        return answers.answer(key, new Fixed(KeptAnswers.making(KeptAnswersTest::text)), Asking.anyRequest());
    }

    /** Until the end. */
    private void isBeingMade(KeptAnswers.Making making) throws InterruptedException {
        maker = Thread.ofPlatform().start(() -> answers.answer("slow", new Fixed(making), Asking.anyRequest()));
        begun.await();
    }

    private Representation slow() {
        begun.countDown();
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return text();
    }

    private static Representation text() {
        return Representation.of(Format.JSON.type(), "{}".getBytes(UTF_8));
    }
}
