package org.jixiao.e2e;

import java.util.Random;

/** Makes up what a sender may state about a project of one department. */
final class Facts {

    private final Random random;

    Facts(Random random) {
        this.random = random;
    }

    /** A project with any amounts, blanks and zeros among them, or a goal; one in twenty is withdrawn. */
    Fact about(String projectCode, History.Department department, Owner owner) {
        boolean issued = random.nextInt(20) > 0;
        return switch (owner) {
            case BUDGET ->
                new Fact.Project(
                        projectCode,
                        department.unit(1 + random.nextInt(2)),
                        random.nextBoolean() ? "OWN" : "TRANSFER",
                        fen(),
                        fen(),
                        fen(),
                        fen(),
                        issued);
            case INDICATOR ->
                new Fact.Goal(
                        projectCode, department.code(), "目标 " + random.nextInt(1_000), 1 + random.nextInt(4), issued);
        };
    }

    private Long fen() {
        return switch (random.nextInt(5)) {
            case 0 -> null;
            case 1 -> 0L;
            default -> random.nextLong(10_000_000_000L);
        };
    }
}
