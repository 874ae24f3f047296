package org.jixiao.reporting.web;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jixiao.reporting.freshness.Freshnesses;
import org.jixiao.reporting.goaltable.GoalTable;
import org.jixiao.reporting.goaltable.GoalTables;
import org.jixiao.reporting.publication.Disclosing;
import org.jixiao.reporting.rollup.Area;

/** Puts a page together from what there is at one moment. */
@ApplicationScoped
class Composing {

    private static final int REGION_DIGITS = 6;

    private final Directory directory;
    private final GoalTables tables;
    private final Disclosing disclosing;
    private final Figuring figuring;
    private final Freshnesses freshnesses;

    Composing(
            Directory directory, GoalTables tables, Disclosing disclosing, Figuring figuring, Freshnesses freshnesses) {
        this.directory = directory;
        this.tables = tables;
        this.disclosing = disclosing;
        this.figuring = figuring;
        this.freshnesses = freshnesses;
    }

    /** What was asked for; what was left open is the latest year and the first table there is. */
    Page page(Connection connection, Asked asked) throws SQLException {
        List<Integer> years = directory.years(connection);
        Here here = here(connection, asked, years);
        if (years.isEmpty() && asked.department() == null && asked.region() == null) {
            return new Page.MessagePage(
                    here,
                    Chooser.empty(here),
                    200,
                    here.say("还没有绩效目标表", "There is no table yet"),
                    here.say(
                            "预算和绩效目标到达后，表会自动出现在这里，无需操作。",
                            "Tables appear here by themselves as soon as budgets and goals have arrived."));
        }
        Chooser chooser = chooser(connection, here, years);
        return here.department() == null ? region(connection, chooser) : table(connection, chooser);
    }

    private Here here(Connection connection, Asked asked, List<Integer> years) throws SQLException {
        Integer year = asked.year() != null || years.isEmpty() ? asked.year() : years.getFirst();
        String department = asked.department();
        if (year != null && department == null && asked.region() == null) {
            department = directory.first(connection, year);
        }
        String region =
                asked.region() == null && department != null ? department.substring(0, REGION_DIGITS) : asked.region();
        return new Here(year, region, department, asked.own(), asked.unit(), asked.language());
    }

    private Chooser chooser(Connection connection, Here here, List<Integer> years) throws SQLException {
        List<Place> departments = here.year() == null || here.region() == null
                ? List.of()
                : directory.departments(connection, here.year(), new Area.Region(here.region()));
        return new Chooser(here, years, directory.regions(connection), departments);
    }

    private Page table(Connection connection, Chooser chooser) throws SQLException {
        Here here = chooser.here();
        Optional<GoalTable> table = here.year() == null
                ? Optional.empty()
                : tables.find(connection, here.year(), here.department(), here.language());
        if (table.isEmpty()) {
            return absent(chooser);
        }
        return new Page.TablePage(
                here,
                chooser,
                freshnesses.read(connection, here.year(), new Area.Department(here.department())),
                table.get(),
                disclosing
                        .of(connection, table.get())
                        .map(inForce -> Disclosed.of(inForce, here))
                        .orElse(Disclosed.NOTHING),
                figuring.department(connection, here).orElseThrow());
    }

    private Page region(Connection connection, Chooser chooser) throws SQLException {
        Here here = chooser.here();
        Optional<Figures> figures =
                here.year() == null || here.region() == null ? Optional.empty() : figuring.region(connection, here);
        if (figures.isEmpty()) {
            return absent(chooser);
        }
        return new Page.RegionPage(
                here,
                chooser,
                freshnesses.read(connection, here.year(), new Area.Region(here.region())),
                figures.get());
    }

    private static Page absent(Chooser chooser) {
        Here here = chooser.here();
        return new Page.MessagePage(
                here,
                chooser,
                404,
                here.say("没有这张表", "There is no such table"),
                here.say(
                        "所选年度、区划或部门还没有数据，请另选。",
                        "There are no data for this year, region or department; choose another."));
    }
}
