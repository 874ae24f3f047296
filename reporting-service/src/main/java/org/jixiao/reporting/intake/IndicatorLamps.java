package org.jixiao.reporting.intake;

import java.util.List;
import org.jixiao.reporting.assessment.MonitoringLamp;

/** Counts the indicators of one round by their codes and lamps, in the form in which the read model keeps that. */
final class IndicatorLamps {

    private static final String NONE = "NONE";

    private final Tally counts = new Tally();

    private IndicatorLamps() {}

    /**
     * Those of a round.
     *
     * @throws Unreadable when an indicator has a lamp that there is not
     */
    static IndicatorLamps of(List<Members> indicators) throws Unreadable {
        IndicatorLamps lamps = new IndicatorLamps();
        for (Members each : indicators) {
            String lamp = each.isNull("lamp")
                    ? NONE
                    : each.constant("lamp", MonitoringLamp.class).name();
            lamps.counts.add(code(each, "category") + "." + code(each, "type") + "." + lamp);
        }
        return lamps;
    }

    /** {@code 1.11.RED.2 2.22.NONE.1}: two of type 11 in category 1 are red, one of type 22 in category 2 has no lamp. */
    @Override
    public String toString() {
        return counts.toString();
    }

    private static String code(Members indicator, String member) throws Unreadable {
        return IndicatorTypes.code(
                indicator.isBlank(member) ? null : indicator.object(member).textOrNull("code"));
    }
}
