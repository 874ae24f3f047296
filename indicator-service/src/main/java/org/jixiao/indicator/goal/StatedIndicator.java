package org.jixiao.indicator.goal;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import org.jixiao.indicator.target.Accumulation;

/**
 * An indicator as somebody states it; codes and targets are read and judged later.
 *
 * @param weight null when not given
 * @param accumulation as a person confirmed it; null when not given
 */
record StatedIndicator(
        int sequence,
        String categoryCode,
        String typeCode,
        String name,
        String periodTarget,
        String annualTarget,
        BigDecimal weight,
        Accumulation accumulation) {

    static StatedIndicator read(JsonNode json) {
        return new StatedIndicator(
                json.get("sequence").intValue(),
                code(json, "category"),
                code(json, "type"),
                json.get("name").asText(),
                raw(json.get("periodTarget")),
                raw(json.get("annualTarget")),
                json.hasNonNull("weight") ? new BigDecimal(json.get("weight").asText()) : null,
                json.hasNonNull("accumulation")
                        ? Accumulation.valueOf(json.get("accumulation").asText())
                        : null);
    }

    /** Events give {@code categoryCode}, a goal that was read gives {@code category: {code, …}}. */
    private static String code(JsonNode json, String word) {
        return json.has(word)
                ? json.get(word).get("code").asText()
                : json.get(word + "Code").asText();
    }

    /** A target is its text, or what was read from it, of which {@code raw} alone counts. */
    static String raw(JsonNode target) {
        return target.isObject() ? target.get("raw").asText() : target.asText();
    }
}
