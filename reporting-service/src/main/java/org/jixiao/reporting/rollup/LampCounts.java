package org.jixiao.reporting.rollup;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jixiao.reporting.assessment.MonitoringLamp;

/**
 * How many projects, or indicators, have which lamp in their last monitoring.
 *
 * @param none those without a lamp: not monitored, or with nothing that a lamp could be told of
 */
@Schema(name = "RollupLamps")
public record LampCounts(long red, long yellow, long green, long blue, long none) {

    /** Nothing at all. */
    public static final LampCounts NOTHING = new LampCounts(0, 0, 0, 0, 0);

    /** With so many more of one lamp; null for those without. */
    public LampCounts plus(MonitoringLamp lamp, long count) {
        return switch (lamp) {
            case null -> new LampCounts(red, yellow, green, blue, none + count);
            case RED -> new LampCounts(red + count, yellow, green, blue, none);
            case YELLOW -> new LampCounts(red, yellow + count, green, blue, none);
            case GREEN -> new LampCounts(red, yellow, green + count, blue, none);
            case BLUE -> new LampCounts(red, yellow, green, blue + count, none);
        };
    }

    LampCounts plus(LampCounts other) {
        return new LampCounts(
                red + other.red, yellow + other.yellow, green + other.green, blue + other.blue, none + other.none);
    }

    /** How many have a lamp. */
    public long lit() {
        return red + yellow + green + blue;
    }

    /** How many there are. */
    public long all() {
        return lit() + none;
    }
}
