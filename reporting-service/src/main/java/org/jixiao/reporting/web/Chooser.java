package org.jixiao.reporting.web;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The way to a table: where the reader is, and what else there is.
 *
 * @param years that have a table, latest first
 * @param regions every region of the year, each before those that lie in it
 * @param departments those of the chosen region and below, at most {@link Directory#MOST}, with the chosen one
 */
record Chooser(Here here, List<Integer> years, List<Place> regions, List<Place> departments) {

    /** More than a tree of regions has; what is told may go in circles. */
    private static final int MOST_LEVELS = 10;

    /** Where there is nothing to choose. */
    static Chooser empty(Here here) {
        return new Chooser(here, List.of(), List.of(), List.of());
    }

    /** Whether the year that is shown has no table. */
    public boolean isEmptyYear() {
        return !years.contains(here.year());
    }

    /** The regions above what is shown, from the top down; the shown region itself included. */
    public List<Place> crumbs() {
        Map<String, Place> known = new HashMap<>();
        regions.forEach(place -> known.put(place.code(), place));
        Deque<Place> crumbs = new ArrayDeque<>();
        for (String code = here.region(); code != null && crumbs.size() < MOST_LEVELS; ) {
            Place place = known.getOrDefault(code, new Place(code, code, null, 0));
            crumbs.addFirst(place);
            code = place.parent();
        }
        return List.copyOf(crumbs);
    }

    /** Whether there may be more departments than are listed. */
    public boolean isFull() {
        return departments.size() == Directory.MOST;
    }

    /** The page with those that come behind the listed ones, of which the chosen one may be; null where regions below lead to them. */
    public String next() {
        boolean isLowest = regions.stream().noneMatch(place -> here.region().equals(place.parent()));
        List<Place> others = departments.stream()
                .filter(place -> !place.code().equals(here.department()))
                .toList();
        return isLowest ? here.after(others.getLast().code()) : null;
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
