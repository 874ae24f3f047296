package org.jixiao.reporting.web;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jixiao.reporting.answer.Language;
import org.jixiao.reporting.goaltable.GoalTable;
import org.jixiao.reporting.goaltable.GoalTables;
import org.jixiao.reporting.rollup.Area;
import org.jixiao.reporting.rollup.By;
import org.jixiao.reporting.rollup.Rollup;
import org.jixiao.reporting.rollup.Rollups;

/** Puts a page together from what there is at one moment. */
@ApplicationScoped
class Composing {

    private static final int REGION_DIGITS = 6;

    private final Directory directory;
    private final GoalTables tables;
    private final Rollups rollups;

    Composing(Directory directory, GoalTables tables, Rollups rollups) {
        this.directory = directory;
        this.tables = tables;
        this.rollups = rollups;
    }

    /** What was asked for; what was left open is the latest year and the first table there is. */
    Page page(Connection connection, Asked asked) throws SQLException {
        List<Integer> years = directory.years(connection);
        if (years.isEmpty() && asked.department() == null && asked.region() == null) {
            return new Page.MessagePage(Chooser.EMPTY, 200, "还没有绩效目标表", "预算和绩效目标到达后，表会自动出现在这里，无需操作。");
        }
        Chooser chooser = chooser(connection, asked, years);
        return chooser.department() == null ? region(connection, chooser) : table(connection, chooser);
    }

    private Chooser chooser(Connection connection, Asked asked, List<Integer> years) throws SQLException {
        Integer year = asked.year() != null || years.isEmpty() ? asked.year() : years.getFirst();
        String department = asked.department();
        if (year != null && department == null && asked.region() == null) {
            department = directory.first(connection, year);
        }
        String region =
                asked.region() == null && department != null ? department.substring(0, REGION_DIGITS) : asked.region();
        List<Place> departments = year == null || region == null
                ? List.of()
                : directory.departments(connection, year, new Area.Region(region));
        return new Chooser(year, region, department, years, directory.regions(connection), departments);
    }

    private Page table(Connection connection, Chooser chooser) throws SQLException {
        Optional<GoalTable> table = chooser.year() == null
                ? Optional.empty()
                : tables.find(connection, chooser.year(), chooser.department(), Language.CHINESE);
        if (table.isEmpty()) {
            return absent(chooser);
        }
        Area area = new Area.Department(chooser.department());
        return new Page.TablePage(
                chooser,
                table.get(),
                rollup(connection, chooser, area, By.FUNDING).orElseThrow(),
                rollup(connection, chooser, area, By.FUND_SOURCE).orElseThrow());
    }

    private Page region(Connection connection, Chooser chooser) throws SQLException {
        if (chooser.year() == null || chooser.region() == null) {
            return absent(chooser);
        }
        Area.Region region = new Area.Region(chooser.region());
        return rollup(connection, chooser, region, By.defaultFor(region))
                .<Page>map(rollup -> new Page.RegionPage(chooser, rollup))
                .orElseGet(() -> absent(chooser));
    }

    private Optional<Rollup> rollup(Connection connection, Chooser chooser, Area area, By by) throws SQLException {
        return rollups.find(connection, chooser.year(), area, by, Language.CHINESE);
    }

    private static Page absent(Chooser chooser) {
        return new Page.MessagePage(chooser, 404, "没有这张表", "所选年度、区划或部门还没有数据，请另选。");
    }
}
