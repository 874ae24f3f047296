package org.jixiao.reporting.rollup;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Since when the figures of an area are behind what the owners have told.
 *
 * @param departments those that are behind, with the moment since which each is
 */
record StaleArea(Placement placement, Map<String, Instant> departments) {

    /** Of the whole area; null when no department of it is behind. */
    Instant since() {
        return departments.values().stream().min(Comparator.naturalOrder()).orElse(null);
    }

    /** The same rows, with this told of those that are a department or a region. */
    List<Rollup.Row> told(By by, List<Rollup.Row> rows) {
        Map<String, Instant> byKey =
                switch (by) {
                    case DEPARTMENT -> departments;
                    case REGION -> byChild();
                    case TOTAL, UNIT, YEAR, FUND_SOURCE, FUNDING, CATEGORY, TYPE, STATE, LAMP, GRADE, MONEY_LAMP ->
                        Map.of();
                };
        return byKey.isEmpty()
                ? rows
                : rows.stream().map(row -> row.stale(byKey.get(row.key()))).toList();
    }

    private Map<String, Instant> byChild() {
        Map<String, Instant> byChild = new HashMap<>();
        List<String> codes = placement.departments();
        List<String> children = placement.children();
        for (int i = 0; i < codes.size(); i++) {
            Instant since = departments.get(codes.get(i));
            if (since != null) {
                byChild.merge(children.get(i), since, (one, other) -> one.isBefore(other) ? one : other);
            }
        }
        return byChild;
    }
}
