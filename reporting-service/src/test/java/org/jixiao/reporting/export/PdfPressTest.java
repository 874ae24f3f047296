package org.jixiao.reporting.export;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.lessThan;

import jakarta.inject.Inject;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jixiao.reporting.ServiceTest;
import org.jixiao.reporting.fixture.AProject;
import org.jixiao.reporting.fixture.ReadModel;
import org.jixiao.reporting.fixture.Topics;
import org.junit.jupiter.api.Test;

/** Who wants a PDF while too many others do. */
@ServiceTest
class PdfPressTest {

    private static final int PRINTING = 2;
    private static final int WAITING = 8;

    @Inject
    PdfPress press;

    @Test
    void whoWouldBeOneTooManyIsToldAtOnceToComeLater() throws SQLException, InterruptedException {
        ReadModel.empty();
        Topics.publish(AProject.of("440111001", 1).event());
        CountDownLatch end = new CountDownLatch(1);
        List<Thread> others = Stream.generate(() -> Thread.ofPlatform().start(() -> print(end)))
                .limit(PRINTING + WAITING)
                .toList();
        Awaitility.await()
                .until(() -> others.stream()
                        .map(Thread::getState)
                        .allMatch(Set.of(Thread.State.WAITING, Thread.State.TIMED_WAITING)::contains));

        given().get("/api/v1/goal-tables/2025/440111001?format=pdf")
                .then()
                .statusCode(503)
                .time(lessThan(10_000L))
                .contentType("application/problem+json")
                .header("Retry-After", equalTo("20"))
                .body("code", equalTo("UNAVAILABLE"));

        end.countDown();
        for (Thread each : others) {
            each.join();
        }
        given().get("/api/v1/goal-tables/2025/440111001?format=pdf").then().statusCode(200);
    }

    /** Has a place, when it has come to it, until the end, and then prints nothing. */
    private void print(CountDownLatch end) {
        try {
            press.print(
                    sheets -> {
                        try {
                            end.await();
                        } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                        }
                        throw new IOException("nothing to print");
                    },
                    OutputStream.nullOutputStream());
        } catch (IOException nothing) {
            // that is what was wanted
        }
    }
}
