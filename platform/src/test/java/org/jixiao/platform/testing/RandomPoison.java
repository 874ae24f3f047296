package org.jixiao.platform.testing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jixiao.platform.testing.PoisonCase.Expected;

/** Bad records by chance: the cases of an owner's table, and faults at any place of a good event. */
final class RandomPoison {

    /** What would make a flood of gigabytes out of a flood of records. */
    private static final Set<PoisonKind> TOO_BULKY = EnumSet.of(PoisonKind.COMPRESSED_BOMB);

    private final Random random;
    private final List<PoisonCase> cases;
    private final List<PoisonFlood.Spoiling> spoilings;

    RandomPoison(Random random, PoisonFlood.Owner owner) {
        this.random = random;
        this.spoilings = owner.spoilings();
        this.cases = owner.cases()
                .filter(each -> each.expected() instanceof Expected.Rejected && !TOO_BULKY.contains(each.kind()))
                .filter(each -> each.before().apply(owner.anyGood()).isEmpty())
                .toList();
    }

    /** A bad record and the code with which it must be refused. */
    record Dose(Shipment shipment, String code) {}

    Dose of(ObjectNode good) {
        byte[] text = PoisonCase.bytes(good.toString());
        return switch (random.nextInt(8)) {
            case 0 -> malformed(good, Arrays.copyOf(text, random.nextInt(text.length)));
            case 1 -> malformed(good, noise(20 + random.nextInt(3_000)));
            case 2 -> malformed(good, withOneByte(text, (byte) 0xFF));
            case 3 ->
                spoiled(
                        good,
                        new PoisonFlood.Spoiling(
                                "SCHEMA", (data, chance) -> data.put("x" + chance.nextInt(1_000), chance.nextInt())));
            case 4, 5 -> spoiled(good, any(spoilings));
            default -> ofTheTable(good);
        };
    }

    private Dose ofTheTable(ObjectNode good) {
        PoisonCase each = any(cases);
        return new Dose(each.spoiled().apply(good), ((Expected.Rejected) each.expected()).code());
    }

    private static Dose malformed(ObjectNode good, byte[] value) {
        return new Dose(Shipment.of(PoisonCase.key(good), value), "MALFORMED");
    }

    private Dose spoiled(ObjectNode good, PoisonFlood.Spoiling spoiling) {
        ObjectNode bad =
                PoisonCase.changed(good, event -> spoiling.change().accept((ObjectNode) event.get("data"), random));
        return new Dose(PoisonCase.sent(bad), spoiling.code());
    }

    private byte[] noise(int length) {
        byte[] noise = new byte[length];
        random.nextBytes(noise);
        return noise;
    }

    private byte[] withOneByte(byte[] text, byte other) {
        byte[] spoiled = text.clone();
        spoiled[random.nextInt(text.length)] = other;
        return spoiled;
    }

    private <T> T any(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
