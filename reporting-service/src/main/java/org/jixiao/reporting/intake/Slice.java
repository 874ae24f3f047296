package org.jixiao.reporting.intake;

import org.jixiao.reporting.projection.Utf8;

/**
 * An array of objects that is handed on as it is.
 *
 * @param json as it was written
 * @param size how many objects there are
 * @param types how many of each category and type, see {@link IndicatorTypes}
 */
record Slice(Utf8 json, int size, String types) {}
