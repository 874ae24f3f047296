package org.jixiao.budget.region;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What lay in what, and when. */
final class Lineage {

    private static final int DEEPEST = 20;

    private final Map<String, Region> regions;
    private final Map<String, List<Parent>> parents;

    Lineage(Map<String, Region> regions, Map<String, List<Parent>> parents) {
        this.regions = regions;
        this.parents = parents;
    }

    /**
     * What a region lay in for some time.
     *
     * @param code null at the top
     */
    record Parent(String code, LocalDate from, LocalDate to) {}

    /** The stays of a region between two days, one after the other; a null is no limit. */
    List<Stay> upwards(String regionCode, LocalDate from, LocalDate to) {
        return upwards(regionCode, from, to, 1);
    }

    private List<Stay> upwards(String regionCode, LocalDate from, LocalDate to, int depth) {
        if (depth > DEEPEST) {
            throw new IllegalStateException("region " + regionCode + " lies in itself");
        }
        Region region = regions.get(regionCode);
        List<Stay> stays = new ArrayList<>();
        for (Parent parent : parents.get(regionCode)) {
            LocalDate begin = from == null || (parent.from != null && parent.from.isAfter(from)) ? parent.from : from;
            LocalDate end = to == null || (parent.to != null && parent.to.isBefore(to)) ? parent.to : to;
            if (begin != null && end != null && begin.isAfter(end)) {
                continue;
            }
            if (parent.code == null) {
                stays.add(new Stay(begin, end, List.of(region)));
            } else {
                for (Stay above : upwards(parent.code, begin, end, depth + 1)) {
                    List<Region> all = Stream.concat(Stream.of(region), above.regions().stream())
                            .toList();
                    stays.add(new Stay(above.from(), above.to(), all));
                }
            }
        }
        return stays;
    }
}
