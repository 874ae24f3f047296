package org.jixiao.indicator;

import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/** Properties over seeded cases; a failure names the seed that shows it again. */
public final class Seeds {

    private Seeds() {}

    /** Holds a property against so many cases, each made from a seed of its own. */
    public static void holds(int cases, Consumer<Random> property) {
        for (long seed = 1; seed <= cases; seed++) {
            try {
                property.accept(new Random(seed));
            } catch (AssertionError | RuntimeException failure) {
                throw new AssertionError("seed " + seed + ": " + failure.getMessage(), failure);
            }
        }
    }

    public static <T> T oneOf(Random random, List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    public static String maybe(Random random, String text) {
        return random.nextBoolean() ? text : "";
    }
}
