package org.jixiao.reporting.projection;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The departments with their units and the regions that they belong to in each fiscal year. */
@ApplicationScoped
public class Departments {

    private static final String APPLY = """
            with accepted as (
              insert into department as kept (code, name, region_code, epoch, version, recorded_at)
              select * from unnest(?::text[], ?::text[], ?::text[], ?::bigint[], ?::bigint[], ?::timestamptz[])
                         as change(code)
               order by code collate "C"
              on conflict (code) do update set
                name = excluded.name, region_code = excluded.region_code, epoch = excluded.epoch,
                version = excluded.version, recorded_at = excluded.recorded_at
              where (kept.epoch, kept.version) < (excluded.epoch, excluded.version)
              returning code, recorded_at
            ), unit as (
              select told.* from unnest(?::text[], ?::text[], ?::text[]) as told(department_code, code, name)
                join accepted on accepted.code = told.department_code
            ), gone_unit as (
              delete from spending_unit using accepted
               where department_code = accepted.code
                 and not exists (select from unit
                                  where unit.department_code = accepted.code and unit.code = spending_unit.code)
            ), kept_unit as (
              insert into spending_unit (department_code, code, name) select * from unit
              on conflict (department_code, code) do update set name = excluded.name
            ), region as (
              select told.*, accepted.recorded_at
                from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::int[], ?::int[], ?::bool[])
                       as told(department_code, code, name, parent_code, first_year, last_year, is_own)
                join accepted on accepted.code = told.department_code
            ), gone_region as (
              delete from department_region as kept using accepted
               where kept.department_code = accepted.code
                 and not exists (select from region
                                  where region.department_code = accepted.code and region.code = kept.code
                                    and region.first_year = kept.first_year)
            )
            insert into department_region
              (department_code, code, name, parent_code, first_year, last_year, is_own, recorded_at)
            select * from region
            on conflict (department_code, first_year, code) do update set
              name = excluded.name, parent_code = excluded.parent_code, last_year = excluded.last_year,
              is_own = excluded.is_own, recorded_at = excluded.recorded_at
            """;

    private record Unit(String departmentCode, DepartmentChange.Named named) {}

    /** A region as told by a department for some years. */
    private record Region(
            String departmentCode, DepartmentChange.Named named, String parentCode, Membership.InYears years) {

        boolean isOwn() {
            return named.equals(years.regions().getFirst());
        }
    }

    /** Applies what is newer than what is there; the rest has no effect. */
    public void apply(Connection connection, List<DepartmentChange> changes) throws SQLException {
        List<DepartmentChange> latest = Latest.of(changes);
        try (PreparedStatement apply = connection.prepareStatement(APPLY)) {
            int next = Columns.bind(connection, apply, latest, 1)
                    .text(DepartmentChange::key)
                    .text(DepartmentChange::name)
                    .text(change -> change.regions().getFirst().code())
                    .bigint(change -> change.revision().epoch())
                    .bigint(change -> change.revision().version())
                    .other("timestamptz", DepartmentChange::recordedAt)
                    .next();
            next = Columns.bind(connection, apply, units(latest), next)
                    .text(Unit::departmentCode)
                    .text(unit -> unit.named().code())
                    .text(unit -> unit.named().name())
                    .next();
            Columns.bind(connection, apply, regions(latest), next)
                    .text(Region::departmentCode)
                    .text(region -> region.named().code())
                    .text(region -> region.named().name())
                    .text(Region::parentCode)
                    .integer(region -> region.years().first())
                    .integer(region -> region.years().last())
                    .bool(Region::isOwn);
            apply.executeUpdate();
        }
    }

    private static List<Unit> units(List<DepartmentChange> changes) {
        return changes.stream()
                .flatMap(change -> change.units().stream().map(unit -> new Unit(change.key(), unit)))
                .toList();
    }

    private static List<Region> regions(List<DepartmentChange> changes) {
        List<Region> regions = new ArrayList<>();
        for (DepartmentChange change : changes) {
            for (Membership.InYears years : Membership.inYears(change.memberships())) {
                List<DepartmentChange.Named> upwards = years.regions();
                for (int i = 0; i < upwards.size(); i++) {
                    String parent = i + 1 < upwards.size() ? upwards.get(i + 1).code() : null;
                    regions.add(new Region(change.key(), upwards.get(i), parent, years));
                }
            }
        }
        return regions;
    }
}
