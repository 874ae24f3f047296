package org.jixiao.budget.intake;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import org.jixiao.budget.fixture.ProjectJson;
import org.jixiao.platform.testing.PoisonCase;
import org.jixiao.platform.testing.PoisonCase.Expected;
import org.jixiao.platform.testing.PoisonKind;
import org.jixiao.platform.testing.Shipment;

/** Bad records by chance: the cases of the {@link PoisonTest}, and faults at any place of a good event. */
final class RandomPoison {

    /** What would make a flood of gigabytes out of a flood of records. */
    private static final Set<PoisonKind> TOO_BULKY = EnumSet.of(PoisonKind.COMPRESSED_BOMB);

    private static final List<String> TEXTS = List.of("name", "funding", "regionCode", "departmentCode", "unitCode");
    private static final List<String> SOURCES = List.of("fiscalAppropriation", "specialAccount", "other");

    private final Random random;
    private final List<PoisonCase> cases = PoisonTest.cases()
            .filter(each -> each.expected() instanceof Expected.Rejected && !TOO_BULKY.contains(each.kind()))
            .filter(each -> each.before().apply(PoisonTest.anyGood()).isEmpty())
            .toList();

    RandomPoison(Random random) {
        this.random = random;
    }

    /** A bad record and the code with which it must be refused. */
    record Dose(Shipment shipment, String code) {}

    Dose of(ObjectNode good) {
        byte[] text = good.toString().getBytes(StandardCharsets.UTF_8);
        return switch (random.nextInt(8)) {
            case 0 -> malformed(good, Arrays.copyOf(text, random.nextInt(text.length)));
            case 1 -> malformed(good, noise(20 + random.nextInt(3_000)));
            case 2 -> malformed(good, withOneByte(text, (byte) 0xFF));
            case 3 -> spoiled(good, data -> data.put(any(TEXTS), random.nextLong()), "SCHEMA");
            case 4 -> spoiled(good, data -> data.put("x" + random.nextInt(1_000), random.nextInt()), "SCHEMA");
            case 5 -> spoiled(good, data -> amounts(data).put(any(SOURCES), noAmount()), "AMOUNT_FORMAT");
            default -> ofTheTable(good);
        };
    }

    private Dose ofTheTable(ObjectNode good) {
        PoisonCase each = any(cases);
        return new Dose(each.spoiled().apply(good), ((Expected.Rejected) each.expected()).code());
    }

    private static Dose malformed(ObjectNode good, byte[] value) {
        return new Dose(Shipment.of(key(good), value), "MALFORMED");
    }

    private static Dose spoiled(ObjectNode good, Consumer<ObjectNode> change, String code) {
        ObjectNode bad = good.deepCopy();
        change.accept((ObjectNode) bad.get("data"));
        return new Dose(PoisonCase.sent(bad), code);
    }

    private String noAmount() {
        String amount = random.nextInt(1_000_000) + "." + (10 + random.nextInt(90));
        return any(List.of(
                "-" + amount, amount + "0", "0" + amount, amount + " ", "¥" + amount, amount.replace('.', ','), ""));
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

    private static byte[] key(ObjectNode good) {
        return good.get("partitionkey").asText().getBytes(StandardCharsets.UTF_8);
    }

    private static ObjectNode amounts(ObjectNode data) {
        return ProjectJson.amounts(data);
    }

    private <T> T any(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
