package org.jixiao.reporting.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
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
    static IndicatorLamps of(Members round) throws Unreadable {
        IndicatorLamps lamps = new IndicatorLamps();
        for (JsonNode each : indicators(round)) {
            JsonNode lamp = each.path("lamp");
            lamps.add(code(each, "category"), code(each, "type"), lamp.isNull() ? NONE : lamp.asText(), round);
        }
        return lamps;
    }

    /** {@code 1.11.RED.2 2.22.NONE.1}: two of type 11 in category 1 are red, one of type 22 in category 2 has no lamp. */
    @Override
    public String toString() {
        return counts.toString();
    }

    private void add(String category, String type, String lamp, Members round) throws Unreadable {
        if (!lamp.equals(NONE) && !isLamp(lamp)) {
            throw round.wrong("indicators", "a list of indicators with a lamp or null each");
        }
        counts.add(category + "." + type + "." + lamp);
    }

    private static boolean isLamp(String name) {
        for (MonitoringLamp lamp : MonitoringLamp.values()) {
            if (lamp.name().equals(name)) {
                return true;
            }
        }
        return false;
    }

    private static String code(JsonNode indicator, String member) {
        return IndicatorTypes.code(indicator.path(member).path("code").textValue());
    }

    /** They were cut out when the event was read, as those of a goal are. */
    private static JsonNode indicators(Members round) throws Unreadable {
        try {
            return EventReader.read(round.slice("indicators").json().bytes());
        } catch (JsonProcessingException e) {
            throw round.wrong("indicators", "an array of objects");
        }
    }
}
