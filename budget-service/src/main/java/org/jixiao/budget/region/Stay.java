package org.jixiao.budget.region;

import java.time.LocalDate;
import java.util.List;

/**
 * A region and those above it, up to the province, for as long as that was so.
 *
 * @param from the first day; null for as long as anybody remembers
 * @param to the last day; null while it goes on
 */
public record Stay(LocalDate from, LocalDate to, List<Region> regions) {

    /** Whether it is so on that day. */
    public boolean covers(LocalDate day) {
        return (from == null || !from.isAfter(day)) && (to == null || !to.isBefore(day));
    }

    /** Whether it has always been so and goes on. */
    public boolean isAlways() {
        return from == null && to == null;
    }
}
