package org.jixiao.platform.testing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/**
 * Random bad records among ten times as many good ones, through the real topics and the real intake of an owner: each record
 * has one receipt, and each bad one a dead letter with its bytes. {@code -Djixiao.poison=10000} makes it ten thousand among a
 * hundred thousand; {@code -Djixiao.seed} repeats a run.
 */
public final class PoisonFlood {

    private static final int POISON = Integer.getInteger("jixiao.poison", 1_000);
    private static final long SEED = Long.getLong("jixiao.seed", 20250220);
    private static final int GOOD_FOR_EACH = 10;
    private static final int REVISIONS = 5;
    private static final Duration PATIENCE = Duration.ofSeconds(60 + POISON / 50);

    private final Random random = new Random(SEED);
    private final Owner owner;

    private PoisonFlood(Owner owner) {
        this.owner = owner;
    }

    /** Whose intake is flooded, and with what. */
    public interface Owner {

        /** The first word of its topics. */
        String domain();

        /** Sending systems; the first sends what is good. */
        List<String> senders();

        /** Its table of bad records. */
        Stream<PoisonCase> cases();

        /** Faults of its payload, for any place and value. */
        List<Spoiling> spoilings();

        /** A good event about something new. */
        ObjectNode anyGood();

        /** A code that nobody has reported of. */
        String newCode();

        /** A good event about this code, which the owner must store. */
        ObjectNode stated(String code, int revision, Random random);
    }

    /** A change of the payload after which it is refused with this code. */
    public record Spoiling(String code, BiConsumer<ObjectNode, Random> change) {}

    /** Floods the owner and holds what it answered; what it stored is for the caller to compare. */
    public static void over(Owner owner) {
        new PoisonFlood(owner).flood();
    }

    /** What a failure should name. */
    public static String seed() {
        return "seed " + SEED;
    }

    private void flood() {
        RandomPoison poison = new RandomPoison(random, owner);
        try (Flood flood = Flood.open(owner.domain(), owner.senders())) {
            long begun = System.nanoTime();
            for (ObjectNode good : goodOnes()) {
                flood.send(good);
                if (random.nextInt(GOOD_FOR_EACH) == 0) {
                    RandomPoison.Dose dose = poison.of(owner.anyGood());
                    flood.send(dose.shipment(), "REJECTED " + dose.code());
                }
            }
            flood.awaitReceipts(PATIENCE);
            System.out.printf(
                    "poison=%d %s: %d records answered in %d s%n",
                    POISON,
                    seed(),
                    flood.sent(),
                    Duration.ofNanos(System.nanoTime() - begun).toSeconds());

            flood.assertOneReceiptEach();
            flood.assertDeadLettersAreWhatWasSent(PATIENCE);
        }
    }

    /** Every code in all its revisions, the codes in any order. */
    private List<ObjectNode> goodOnes() {
        List<String> codes = Stream.generate(owner::newCode)
                .limit(POISON * GOOD_FOR_EACH / REVISIONS)
                .toList();
        List<ObjectNode> good = new ArrayList<>();
        for (int revision = 1; revision <= REVISIONS; revision++) {
            List<String> shuffled = new ArrayList<>(codes);
            Collections.shuffle(shuffled, random);
            for (String code : shuffled) {
                good.add(owner.stated(code, revision, random));
            }
        }
        return good;
    }
}
