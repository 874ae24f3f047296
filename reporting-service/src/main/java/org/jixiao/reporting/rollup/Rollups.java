package org.jixiao.reporting.rollup;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jixiao.platform.problem.Page;
import org.jixiao.platform.problem.Text;
import org.jixiao.reporting.answer.Language;
import org.jixiao.reporting.rollup.Rollup.Scope;
import org.jixiao.reporting.staleness.StaleDepartments;

/** The totals of regions, departments and units, summed from what is kept per department whenever they are asked for. */
@ApplicationScoped
public class Rollups {

    private final FindingStrays findingStrays;
    private final StaleDepartments staleDepartments;
    private final Clock clock;

    Rollups(FindingStrays findingStrays, StaleDepartments staleDepartments, Clock clock) {
        this.findingStrays = findingStrays;
        this.staleDepartments = staleDepartments;
        this.clock = clock;
    }

    /** The rollup of the money in force, all its rows up to 500; empty when nobody has told of the area. */
    public Optional<Rollup> find(Connection connection, int year, Area area, By by, Language language)
            throws SQLException {
        return find(connection, Question.of(year, area, by, language));
    }

    /** The rollup; empty when nobody has told of the area and nothing is there in that year. */
    public Optional<Rollup> find(Connection connection, Question question) throws SQLException {
        return find(connection, question, Placement.of(connection, question.year(), question.area()));
    }

    /** @param placement of the area in the year */
    Optional<Rollup> find(Connection connection, Question question, Placement placement) throws SQLException {
        AreaYear of = new AreaYear(connection, question.year(), question.area(), placement, findingStrays);
        Sums total = of.total();
        Scope scope = scope(connection, question, placement);
        if (scope.name() == null && total.totals().projectCount() == 0) {
            return Optional.empty();
        }
        By by = question.by() == null ? levelBelow(question.area(), placement) : question.by();
        int present = question.month() == null ? Lamp.month(question.year(), clock) : question.month();
        RowPage rows = new RowPage(question.page(), by);
        Integer month = by == By.MONEY_LAMP ? present : null;
        Splitting splitting = new Splitting(connection, question, placement, of, total, present);
        splitting.into(by, rows);
        Page<Rollup.Row> page = rows.page();
        StaleArea stale =
                new StaleArea(placement, staleDepartments.since(connection, question.year(), placement.departments()));
        return Optional.of(answer(
                question,
                question.basis() == null ? Basis.inForce(of.isAdjusted()) : question.basis(),
                by,
                scope,
                total,
                stale.since(),
                new Missings(connection, question.year(), question.area(), placement, question.language())
                        .of(total, of.assessed().strays(), question.money()),
                month,
                new Page<>(stale.told(by, splitting.named(by, page.items())), page.nextCursor()),
                rows.indicatorLamps(),
                rows.differences(by, total, question.money()),
                new Addresses(question).links(by, month, parent(question.area(), placement), page.nextCursor())));
    }

    private static Rollup answer(
            Question question,
            Basis basis,
            By by,
            Scope scope,
            Sums total,
            Instant staleSince,
            List<Rollup.Missing> missing,
            Integer month,
            Page<Rollup.Row> rows,
            LampCounts indicatorLamps,
            Rollup.Differences differences,
            Rollup.Links links) {
        return new Rollup(
                question.year(),
                scope,
                by,
                "CNY",
                "元",
                basis,
                total.asOf(),
                staleSince,
                missing.isEmpty(),
                missing,
                LocalDate.of(question.year(), 1, 1),
                month,
                total.amounts(question.money()),
                null,
                total.issued().total(),
                total.totals().amounts().total(),
                total.totals().executed(),
                total.executionRate(),
                total.totals().projectCount(),
                total.totals().goalCount(),
                total.totals().indicatorCount(),
                total.lamps(),
                total.grades(),
                total.assessed().scores(),
                indicatorLamps,
                rows.items(),
                rows.nextCursor(),
                differences.total(),
                differences,
                links);
    }

    /** What an area is split into unless something else is asked for. */
    private static By levelBelow(Area area, Placement placement) {
        return switch (area) {
            case Area.Region(String code) -> placement.tree().hasChildren(code) ? By.REGION : By.DEPARTMENT;
            case Area.Own own -> By.DEPARTMENT;
            case Area.Department department -> By.TOTAL;
            case Area.Unit unit -> By.TOTAL;
        };
    }

    private static Area parent(Area area, Placement placement) {
        return switch (area) {
            case Area.Region(String code) -> {
                RegionTree.Region region = placement.tree().region(code);
                yield region == null || region.parentCode() == null ? null : new Area.Region(region.parentCode());
            }
            case Area.Own(String code) -> new Area.Region(code);
            case Area.Department(String code) -> new Area.Region(placement.regionOf(code));
            case Area.Unit unit -> new Area.Department(unit.departmentCode());
        };
    }

    private static Scope scope(Connection connection, Question question, Placement placement) throws SQLException {
        return switch (question.area()) {
            case Area.Region(String code) ->
                new Scope(Scope.Kind.REGION, code, regionName(connection, code, placement));
            case Area.Own(String code) -> {
                String name = regionName(connection, code, placement);
                String own = question.language().of(Text.of("本级", " (own departments)"));
                yield new Scope(Scope.Kind.OWN, code, name == null ? null : name + own);
            }
            case Area.Department(String code) ->
                new Scope(
                        Scope.Kind.DEPARTMENT,
                        code,
                        name(connection, "select name from department where code = ?", code));
            case Area.Unit(String code) ->
                new Scope(
                        Scope.Kind.UNIT, code, name(connection, "select name from spending_unit where code = ?", code));
        };
    }

    /** That of the region that is asked about; null when it has none, or something else is asked about. */
    public static String regionName(Connection connection, Area area, Placement placement) throws SQLException {
        return switch (area) {
            case Area.Region(String code) -> regionName(connection, code, placement);
            case Area.Own(String code) -> regionName(connection, code, placement);
            case Area.Department department -> null;
            case Area.Unit unit -> null;
        };
    }

    /** As it was called in the year; a region of other years by the last name it had. */
    private static String regionName(Connection connection, String code, Placement placement) throws SQLException {
        RegionTree.Region region = placement.tree().region(code);
        return region != null && region.name() != null
                ? region.name()
                : name(connection, "select name from region where code = ?", code);
    }

    private static String name(Connection connection, String sql, String code) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, code);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getString(1) : null;
            }
        }
    }
}
