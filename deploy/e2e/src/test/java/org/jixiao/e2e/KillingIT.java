package org.jixiao.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jixiao.local.LocalStack;
import org.jixiao.local.PackagedService;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Every service is killed at random moments while two hundred reports a second come in. {@code -Djixiao.kills=20} kills
 * each that often, {@code -Djixiao.seed} repeats a run as far as random moments can be repeated.
 */
@DisplayName("A killed service")
class KillingIT {

    private static final int KILLS = Integer.getInteger("jixiao.kills", 1);
    private static final long SEED = Long.getLong("jixiao.seed", 20250220);
    private static final int FIRST_DEPARTMENT = 960;
    private static final int PER_SECOND = 200;
    private static final Duration BACK = Duration.ofSeconds(90);
    private static final Duration DRAINED = Duration.ofMinutes(2);

    private final Random random = new Random(SEED);
    private final LocalStack stack = Stack.get();
    private final Asking asking = new Asking();

    @Test
    void loses_nothing_doubles_nothing_and_keeps_the_order() {
        Inflow inflow = new Inflow(SEED, FIRST_DEPARTMENT);
        inflow.departments().forEach(new Clerk()::registers);
        try (Wire wire = Wire.open();
                ScheduledExecutorService clock = Executors.newScheduledThreadPool(2)) {
            long begun = System.nanoTime();
            var sending = clock.scheduleAtFixedRate(
                    () -> wire.send(inflow.next()), 0, 1_000_000 / PER_SECOND, TimeUnit.MICROSECONDS);
            killAll(clock, inflow, wire);
            sending.cancel(false);
            Duration lasted = Duration.ofNanos(System.nanoTime() - begun);

            List<Report> sent = inflow.made();
            await().atMost(DRAINED)
                    .until(() -> wire.acknowledged().size() + wire.refused().size() >= sent.size());
            tell(sent.size(), wire, lasted);
            assertThat(sent.size() * 1_000L / lasted.toMillis()).isBetween(PER_SECOND - 10L, PER_SECOND + 10L);
            assertHolds(inflow, wire);
        }
    }

    /** A service is killed again as soon as it has worked again; the others may still be coming back then. */
    private void killAll(ScheduledExecutorService clock, Inflow inflow, Wire wire) {
        Map<PackagedService, BooleanSupplier> worksAgain = new LinkedHashMap<>();
        List.of(stack.budget(), stack.indicator(), stack.reporting()).forEach(each -> worksAgain.put(each, () -> true));
        for (int i = 0; i < KILLS; i++) {
            List<PackagedService> victims = new ArrayList<>(worksAgain.keySet());
            Collections.shuffle(victims, random);
            for (PackagedService victim : victims) {
                await().atMost(BACK).until(worksAgain.get(victim)::getAsBoolean);
                atARandomMoment(clock, victim::kill);
                victim.restart();
                worksAgain.put(victim, sinceNow(victim, inflow, wire));
            }
        }
        worksAgain.values().forEach(each -> await().atMost(BACK).until(each::getAsBoolean));
    }

    /** Whether a service has applied something that is newer than this moment. */
    private BooleanSupplier sinceNow(PackagedService service, Inflow inflow, Wire wire) {
        if (service == stack.reporting()) {
            Instant now = Instant.now();
            String department = inflow.departments().getFirst().code();
            return () -> service.isReady() && asking.asOf(department).isAfter(now);
        }
        Owner owner = service == stack.budget() ? Owner.BUDGET : Owner.INDICATOR;
        Report last = inflow.last(owner);
        return () -> wire.answers().stream().anyMatch(answer -> answer.eventId().equals(last.id()));
    }

    private void atARandomMoment(ScheduledExecutorService clock, Runnable deed) {
        try {
            clock.schedule(deed, random.nextLong(2_000), TimeUnit.MILLISECONDS).get();
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** The ledger of acknowledgements is the truth: what the broker has taken, and nothing else, must have come through. */
    private static void assertHolds(Inflow inflow, Wire wire) {
        Model model = new Model();
        inflow.made().stream()
                .filter(report -> wire.acknowledged().containsKey(report.id()))
                .forEach(model::take);
        Proof proof = new Proof(model, new Asking());
        try {
            await().atMost(DRAINED).untilAsserted(() -> proof.ofReceipts(wire.answers()));
            await().atMost(DRAINED).untilAsserted(() -> proof.ofPublished(wire.published()));
            for (History.Department each : inflow.departments()) {
                proof.ofOwners(each.code());
                await().atMost(DRAINED).untilAsserted(() -> proof.ofReadModel(each.code()));
            }
        } catch (AssertionError | RuntimeException failure) {
            throw new AssertionError("seed " + SEED + ": " + failure.getMessage(), failure);
        }
    }

    private static void tell(int sent, Wire wire, Duration lasted) {
        System.out.printf(
                "kills=%d per service, seed=%d: %d reports sent in %d s, %d acknowledged, %d refused by the broker%n",
                KILLS,
                SEED,
                sent,
                lasted.toSeconds(),
                wire.acknowledged().size(),
                wire.refused().size());
    }
}
