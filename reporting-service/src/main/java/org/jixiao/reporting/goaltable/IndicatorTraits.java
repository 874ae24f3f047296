package org.jixiao.reporting.goaltable;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What rules ask of a goal's indicators.
 *
 * @param categories codes of level 1
 * @param weights their sum; null when no indicator has a weight
 */
record IndicatorTraits(Set<String> categories, BigDecimal weights) {

    private static final JsonFactory JSON = new JsonFactory();
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}(\\.[0-9]{1,9})?");

    /** How deep an indicator lies in the array, and its category. */
    private static final int INDICATOR = 2;

    private static final int CATEGORY = 3;

    /** Of the array as indicator-service publishes it, read in one pass that keeps nothing else. */
    static IndicatorTraits of(String indicators) {
        Set<String> categories = new TreeSet<>();
        BigDecimal weights = null;
        try (JsonParser parser = JSON.createParser(indicators)) {
            int depth = 0;
            boolean inCategory = false;
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token.isStructStart()) {
                    depth++;
                    inCategory = depth == CATEGORY
                            && "category"
                                    .equals(parser.getParsingContext()
                                            .getParent()
                                            .getCurrentName());
                } else if (token.isStructEnd()) {
                    depth--;
                    inCategory = false;
                } else if (token == JsonToken.VALUE_STRING) {
                    if (inCategory && "code".equals(parser.currentName())) {
                        categories.add(parser.getText());
                    } else if (depth == INDICATOR && "weight".equals(parser.currentName())) {
                        weights = add(weights, parser.getText());
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new IndicatorTraits(categories, weights);
    }

    /** What is no number weighs nothing: that a weight is one, its owner has seen to. */
    private static BigDecimal add(BigDecimal weights, String weight) {
        if (!NUMBER.matcher(weight).matches()) {
            return weights;
        }
        return weights == null ? new BigDecimal(weight) : weights.add(new BigDecimal(weight));
    }
}
