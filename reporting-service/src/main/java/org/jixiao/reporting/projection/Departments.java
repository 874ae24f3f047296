package org.jixiao.reporting.projection;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The departments with their units and the names of their regions. */
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
                from unnest(?::text[], ?::text[], ?::text[], ?::text[]) as told(department_code, code, name, parent_code)
                join accepted on accepted.code = told.department_code
            ), gone_region as (
              delete from department_region using accepted
               where department_code = accepted.code
                 and not exists (select from region
                                  where region.department_code = accepted.code and region.code = department_region.code)
            )
            insert into department_region (department_code, code, name, parent_code, recorded_at) select * from region
            on conflict (department_code, code) do update set
              name = excluded.name, parent_code = excluded.parent_code, recorded_at = excluded.recorded_at
            """;

    /** A unit or region as told by a department. */
    private record Told(String departmentCode, String code, String name, String parentCode) {}

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
            next = Columns.bind(connection, apply, told(latest, DepartmentChange::units), next)
                    .text(Told::departmentCode)
                    .text(Told::code)
                    .text(Told::name)
                    .next();
            Columns.bind(connection, apply, told(latest, DepartmentChange::regions), next)
                    .text(Told::departmentCode)
                    .text(Told::code)
                    .text(Told::name)
                    .text(Told::parentCode);
            apply.executeUpdate();
        }
    }

    private static List<Told> told(
            List<DepartmentChange> changes, Function<DepartmentChange, List<DepartmentChange.Named>> list) {
        List<Told> told = new ArrayList<>();
        for (DepartmentChange change : changes) {
            List<DepartmentChange.Named> named = list.apply(change);
            for (int i = 0; i < named.size(); i++) {
                String parent = i + 1 < named.size() ? named.get(i + 1).code() : null;
                told.add(
                        new Told(change.key(), named.get(i).code(), named.get(i).name(), parent));
            }
        }
        return told;
    }
}
