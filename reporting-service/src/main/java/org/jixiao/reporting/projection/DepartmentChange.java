package org.jixiao.reporting.projection;

import java.time.OffsetDateTime;
import java.util.List;

/**
 * A department with its units and the names of the regions above it, of budget.departments.v1.
 *
 * @param key the department's code
 * @param regions from the department's own region up to the province, as of now
 * @param memberships the same in the course of time, at least one
 * @param units every unit there is: one that is missing has gone
 */
public record DepartmentChange(
        String key,
        Revision revision,
        OffsetDateTime recordedAt,
        String name,
        List<Named> regions,
        List<Membership> memberships,
        List<Named> units)
        implements Change {

    /** A code and the name that goes with it. */
    public record Named(String code, String name) {}
}
