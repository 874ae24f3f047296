package org.jixiao.reporting.web;

import java.util.ArrayList;
import java.util.List;

/**
 * The way to a table: what is chosen, and what else there is.
 *
 * @param year null when there is no table at all
 * @param region null when there is none
 * @param department null when a region is shown as a whole
 */
record Chooser(
        Integer year,
        String region,
        String department,
        List<Integer> years,
        List<Place> regions,
        List<Place> departments) {

    /** Where there is nothing to choose. */
    static final Chooser EMPTY = new Chooser(null, null, null, List.of(), List.of(), List.of());

    /** The regions above what is shown, from the province down; the shown region itself included. */
    public List<Place> crumbs() {
        List<Place> crumbs = new ArrayList<>();
        if (region != null) {
            for (String code : List.of(region.substring(0, 2) + "0000", region.substring(0, 4) + "00", region)) {
                Place place = new Place(code, nameOf(code));
                if (!crumbs.contains(place)) {
                    crumbs.add(place);
                }
            }
        }
        return crumbs;
    }

    private String nameOf(String region) {
        return regions.stream()
                .filter(place -> place.code().equals(region))
                .map(Place::name)
                .findFirst()
                .orElse(region);
    }
}
