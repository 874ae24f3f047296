package org.jixiao.reporting.staleness;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Compares how far the lines of departments have come with how far their owners say to be. */
enum Behind {
    /** The money half of the lines. */
    BUDGET("money", ""),
    /** The goal half of the lines. */
    INDICATOR("goal", "goal_");

    /**
     * An owner is ahead when it counts more versions, or counts others and has stated that after everything that is here was
     * recorded: a project that moved to another department takes its versions along. One that counts the same and has other
     * figures is not ahead, which is what reconciliation is for.
     */
    private static final String AHEAD = """
            %1$s.versions <> own.versions
               and (latest is null or latest <= %1$s.%2$s or %1$s.versions > own.versions)""";

    /** What the owner states now decides; a mark stays as it is for as long as what it was made for is not here either. */
    private static final String FOUND = """
            with place as (
              select department_code, fiscal_year from stale_department where owner = ?
               union
              select department_code, fiscal_year from owner_digest where owner = ? and received_at > ?
            ), stated as (
              select owner, department_code, fiscal_year, stated_at, (data ->> 'versions')::numeric as versions
                from place join owner_digest using (department_code, fiscal_year)
               where owner = ?
            ), own as (
              select place.department_code, place.fiscal_year, coalesce(sum(%1$s_version), 0) as versions,
                     max(%1$s_recorded_at) as latest
                from place
                left join project_line as line on line.%2$sdepartment_code = place.department_code
                                              and line.%2$sfiscal_year = place.fiscal_year
                                              and line.%1$s_epoch is not null
               group by place.department_code, place.fiscal_year
            )
            select department_code, fiscal_year, coalesce(kept.since, stated_at) as since,
                   coalesce(kept.versions, stated.versions) as versions
              from stated join own using (department_code, fiscal_year)
              left join lateral (
                   select since, each.versions from stale_department as each
                    where (each.owner, each.department_code, each.fiscal_year)
                            = (stated.owner, stated.department_code, stated.fiscal_year)
                      and %4$s) as kept on true
             where %3$s
             order by department_code, fiscal_year
            """;

    private final String sql;

    Behind(String half, String place) {
        this.sql =
                FOUND.formatted(half, place, AHEAD.formatted("stated", "stated_at"), AHEAD.formatted("each", "since"));
    }

    /**
     * Those of this owner's departments that are behind, each with the first digest that it still is behind.
     *
     * @param after of the digests that came until then only those are looked at that were found to be ahead before
     */
    List<Stale> find(Connection connection, Instant after) throws SQLException {
        List<Stale> found = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, name());
            select.setString(2, name());
            select.setObject(3, after.atOffset(ZoneOffset.UTC));
            select.setString(4, name());
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    found.add(new Stale(
                            name(),
                            row.getString("department_code"),
                            row.getInt("fiscal_year"),
                            row.getObject("since", OffsetDateTime.class).toInstant(),
                            row.getBigDecimal("versions")));
                }
            }
        }
        return found;
    }
}
