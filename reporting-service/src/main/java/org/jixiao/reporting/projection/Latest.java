package org.jixiao.reporting.projection;

import java.util.List;
import java.util.TreeMap;

/** A batch collapsed to the last revision of each key. */
final class Latest {

    private Latest() {}

    /** One change per key, in the order of keys: the order in which rows are locked everywhere. */
    static <C extends Change> List<C> of(List<C> changes) {
        TreeMap<String, C> latest = new TreeMap<>();
        for (C change : changes) {
            latest.merge(
                    change.key(),
                    change,
                    (first, second) -> second.revision().compareTo(first.revision()) > 0 ? second : first);
        }
        return List.copyOf(latest.values());
    }
}
