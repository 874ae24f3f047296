package org.jixiao.indicator.monitoring;

import java.util.Collection;
import java.util.Comparator;
import java.util.Objects;

/** How an indicator stands against what was due; the worst first. */
public enum Lamp {
    RED,
    YELLOW,
    GREEN,
    /** Far ahead: not worse than green, and perhaps a target that was too low. */
    BLUE;

    /** The worst of these; blanks are left out, and of nothing but blanks it is null. */
    static Lamp worst(Collection<Lamp> lamps) {
        return lamps.stream()
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }
}
