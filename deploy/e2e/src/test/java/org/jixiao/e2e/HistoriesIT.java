package org.jixiao.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Histories of two sending systems through both owners and the read model, against a model in memory. All histories are on
 * their way at the same time, each in departments of its own, while commits fail. {@code -Djixiao.seeds=200} makes more of
 * them.
 */
@DisplayName("Random histories")
class HistoriesIT {

    private static final int SEEDS = Integer.getInteger("jixiao.seeds", 20);
    private static final int FINAL_RECEIPTS = 5;
    private static final int FIRST_DEPARTMENT = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(120 + 5L * SEEDS);
    private static final Duration LAG = Duration.ofSeconds(30);

    private static final List<History> HISTORIES = new ArrayList<>();
    private static FailingCommits failing;
    private static Wire wire;

    @BeforeAll
    static void everything_is_sent_and_answered() {
        Clerk clerk = new Clerk();
        for (int seed = 1; seed <= SEEDS; seed++) {
            History history = new History(seed, FIRST_DEPARTMENT + seed - 1);
            history.departments().forEach(clerk::registers);
            HISTORIES.add(history);
        }
        wire = Wire.open();
        failing = FailingCommits.begin(Stack.get().postgres());
        long begun = System.nanoTime();
        int sent =
                HISTORIES.stream().mapToInt(history -> history.reports().size()).sum();
        int longest = HISTORIES.stream()
                .mapToInt(history -> history.reports().size())
                .max()
                .orElseThrow();
        for (int i = 0; i < longest; i++) {
            for (History history : HISTORIES) {
                if (i < history.reports().size()) {
                    wire.send(history.reports().get(i));
                }
            }
        }
        await().atMost(PATIENCE).until(() -> wire.answerCount() >= sent);
        assertThat(wire.refused()).isEmpty();
        System.out.printf(
                "seeds=%d: %d reports answered in %d s%n",
                SEEDS, sent, Duration.ofNanos(System.nanoTime() - begun).toSeconds());
    }

    @AfterAll
    static void close() {
        failing.close();
        wire.close();
    }

    @TestFactory
    Stream<DynamicTest> leave_what_the_model_says() {
        return IntStream.rangeClosed(1, SEEDS)
                .mapToObj(seed -> dynamicTest("seed " + seed, () -> {
                    try {
                        holds(HISTORIES.get(seed - 1));
                    } catch (AssertionError | RuntimeException failure) {
                        throw new AssertionError("seed " + seed + ": " + failure.getMessage(), failure);
                    }
                }));
    }

    private static void holds(History history) {
        Model model = new Model();
        history.reports().forEach(model::take);
        Proof proof = new Proof(model, new Asking());

        proof.ofReceipts(wire.answers());
        await().atMost(LAG).untilAsserted(() -> proof.ofPublished(wire.published()));
        history.reports().stream().limit(FINAL_RECEIPTS).forEach(proof::ofFinalReceipt);
        for (History.Department each : history.departments()) {
            proof.ofOwners(each.code());
            proof.ofGaps(each.code(), each.sender());
            await().atMost(LAG).untilAsserted(() -> proof.ofReadModel(each.code()));
        }
    }
}
