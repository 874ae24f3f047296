package org.jixiao.reporting.reconciliation;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;

/** What the rounds of reconciliation have found of some departments. */
@ApplicationScoped
public class Agreements {

    /**
     * An owner states a digest of what it has: one that has no goal of a department states none of it. One of a release that
     * does not state everything leaves something that is held against nothing.
     */
    private static final String OF_DEPARTMENTS = """
            with present as (
              select department_code, sum(goal_count) as goals from department_total
               where fiscal_year = ? and department_code = any (?)
               group by department_code having sum(project_count) > 0
            )
            select (select min(checked_at) from reconciliation where kind <> 'OFFSETS') as checked_at,
                   (select count(*) from reconciliation_difference
                     where fiscal_year = ? and department_code = any (?)) as differences,
                   (select count(*) from present) as departments,
                   (select count(*) from present
                     where not exists (select from owner_digest
                                        where owner = 'BUDGET' and owner_digest.department_code = present.department_code
                                          and fiscal_year = ? and data -> 'departmentHash' is not null)
                        or goals > 0 and not exists (
                           select from owner_digest
                            where owner = 'INDICATOR' and owner_digest.department_code = present.department_code
                              and fiscal_year = ? and data -> 'assessmentNamesHash' is not null)) as unstated
            """;

    /** At the moment that the connection sees. */
    public Agreement of(Connection connection, int year, List<String> departments) throws SQLException {
        Array codes = connection.createArrayOf("text", departments.toArray());
        try (PreparedStatement select = connection.prepareStatement(OF_DEPARTMENTS)) {
            select.setInt(1, year);
            select.setArray(2, codes);
            select.setInt(3, year);
            select.setArray(4, codes);
            select.setInt(5, year);
            select.setInt(6, year);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                OffsetDateTime checkedAt = row.getObject("checked_at", OffsetDateTime.class);
                return new Agreement(
                        row.getLong("differences"),
                        row.getLong("departments"),
                        row.getLong("unstated"),
                        checkedAt == null ? null : checkedAt.toInstant());
            }
        }
    }
}
