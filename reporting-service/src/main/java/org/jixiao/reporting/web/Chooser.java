package org.jixiao.reporting.web;

import java.util.ArrayList;
import java.util.List;

/**
 * The way to a table: where the reader is, and what else there is.
 *
 * @param years that have a table, latest first
 * @param regions every region that is known by name
 * @param departments those of the chosen region and below
 */
record Chooser(Here here, List<Integer> years, List<Place> regions, List<Place> departments) {

    /** Where there is nothing to choose. */
    static Chooser empty(Here here) {
        return new Chooser(here, List.of(), List.of(), List.of());
    }

    /** The regions above what is shown, from the province down; the shown region itself included. */
    public List<Place> crumbs() {
        List<Place> crumbs = new ArrayList<>();
        String region = here.region();
        if (region != null) {
            for (String code : List.of(region.substring(0, 2) + "0000", region.substring(0, 4) + "00", region)) {
                Place place = new Place(code, name(regions, code));
                if (!crumbs.contains(place)) {
                    crumbs.add(place);
                }
            }
        }
        return crumbs;
    }

    /** The name of the chosen department; its code as long as no name is known. */
    public String departmentName() {
        return name(departments, here.department());
    }

    private static String name(List<Place> places, String code) {
        return places.stream()
                .filter(place -> place.code().equals(code))
                .map(Place::name)
                .findFirst()
                .orElse(code);
    }
}
