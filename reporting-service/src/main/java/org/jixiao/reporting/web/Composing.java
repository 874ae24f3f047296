package org.jixiao.reporting.web;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jixiao.reporting.finding.CountingFindings;
import org.jixiao.reporting.finding.FindingCounts;
import org.jixiao.reporting.freshness.Freshnesses;
import org.jixiao.reporting.goaltable.GoalTables;
import org.jixiao.reporting.goaltable.SpooledTable;
import org.jixiao.reporting.publication.Disclosing;
import org.jixiao.reporting.publication.InForce;
import org.jixiao.reporting.reconciliation.Agreements;
import org.jixiao.reporting.rollup.Area;
import org.jixiao.reporting.rollup.Placement;
import org.jixiao.reporting.rollup.RegionTree;
import org.jixiao.reporting.rollup.Rollups;

/** Puts a page together from what there is at one moment. */
@ApplicationScoped
class Composing {

    private final Directory directory;
    private final GoalTables tables;
    private final Disclosing disclosing;
    private final Figuring figuring;
    private final Freshnesses freshnesses;
    private final Agreements agreements;
    private final CountingFindings counting;

    Composing(
            Directory directory,
            GoalTables tables,
            Disclosing disclosing,
            Figuring figuring,
            Freshnesses freshnesses,
            Agreements agreements,
            CountingFindings counting) {
        this.directory = directory;
        this.tables = tables;
        this.disclosing = disclosing;
        this.figuring = figuring;
        this.freshnesses = freshnesses;
        this.agreements = agreements;
        this.counting = counting;
    }

    /** Of what was asked for; what was left open is the latest year and the first table there is. */
    Outline outline(Connection connection, Asked asked) throws SQLException {
        List<Integer> years = directory.years(connection);
        Integer year = asked.year() != null || years.isEmpty() ? asked.year() : years.getFirst();
        Placement shown = year == null ? null : shown(connection, year, asked);
        Here here = here(year, asked, shown);
        Chooser chooser = chooser(connection, here, years);
        if (year == null || here.region() == null && here.department() == null) {
            return new Outline(chooser, List.of(), null, null, null);
        }
        Placement placement = Placement.of(connection, year, here.area());
        return new Outline(
                chooser,
                placement.departments(),
                Rollups.regionName(connection, here.area(), placement),
                freshnesses.read(connection, year, here.area()),
                agreements.of(connection, year, placement.departments()));
    }

    /** At the moment at which its outline was made. */
    Page page(Connection connection, Outline outline) throws SQLException {
        Here here = outline.here();
        if (outline.isBeforeAnyTable()) {
            return new Page.MessagePage(
                    here,
                    Chooser.empty(here),
                    200,
                    here.say("还没有绩效目标表", "There is no table yet"),
                    here.say(
                            "预算和绩效目标到达后，表会自动出现在这里，无需操作。",
                            "Tables appear here by themselves as soon as budgets and goals have arrived."));
        }
        if (outline.fresh() == null) {
            return absent(outline.chooser());
        }
        return here.department() == null ? region(connection, outline) : table(connection, outline);
    }

    /** Where the department lies that is asked for, or is the first of the year when nothing is. */
    private Placement shown(Connection connection, int year, Asked asked) throws SQLException {
        String department = asked.department();
        if (department == null && asked.region() == null) {
            department = directory.first(connection, year);
        }
        return department == null ? null : Placement.of(connection, year, new Area.Department(department));
    }

    /**
     * A department that does not lie in the region in that year is left out.
     *
     * @param shown of the department; null without one
     */
    private static Here here(Integer year, Asked asked, Placement shown) {
        String department =
                shown == null ? asked.department() : shown.departments().getFirst();
        String lies = shown == null ? null : shown.regionOf(department);
        boolean isElsewhere =
                asked.region() != null && lies != null && !shown.tree().isWithin(lies, asked.region());
        boolean isRegion = department == null || isElsewhere;
        return new Here(
                year,
                asked.region() == null ? lies : asked.region(),
                isRegion ? null : department,
                asked.own(),
                asked.page(),
                isRegion ? asked.after() : "",
                asked.unit(),
                asked.language());
    }

    private Chooser chooser(Connection connection, Here here, List<Integer> years) throws SQLException {
        if (here.year() == null) {
            return Chooser.empty(here);
        }
        if (here.region() == null) {
            List<Place> regions = Directory.regions(RegionTree.read(connection, here.year()));
            return new Chooser(here, years, regions, List.of());
        }
        Placement placement = Placement.of(connection, here.year(), new Area.Region(here.region()));
        return new Chooser(
                here,
                years,
                Directory.regions(placement.tree()),
                directory.departments(connection, here, placement.departments()));
    }

    private Page table(Connection connection, Outline outline) throws SQLException {
        Here here = outline.here();
        Optional<Figures> figures = figuring.department(connection, here);
        if (figures.isEmpty()) {
            return absent(outline.chooser());
        }
        Optional<SpooledTable> table = tables.spool(connection, here.year(), here.department(), here.language());
        if (table.isEmpty()) {
            return absent(outline.chooser());
        }
        try {
            return table(connection, outline, figures.get(), table.get());
        } catch (SQLException | RuntimeException e) {
            table.get().close();
            throw e;
        }
    }

    private Page table(Connection connection, Outline outline, Figures figures, SpooledTable table)
            throws SQLException {
        Here here = outline.here();
        Optional<InForce> inForce = disclosing.of(connection, table);
        return new Page.TablePage(
                here,
                outline.chooser(),
                outline.fresh(),
                outline.agreement(),
                table.head().with(List.of()),
                inForce.isPresent()
                        ? Disclosed.of(inForce.get(), here)
                        : Disclosed.nothing(disclosing.hasEarlier(connection, table.head())),
                figures,
                table);
    }

    private Page region(Connection connection, Outline outline) throws SQLException {
        Here here = outline.here();
        Optional<Figures> figures = figuring.region(connection, here);
        if (figures.isEmpty()) {
            return absent(outline.chooser());
        }
        FindingCounts findings = counting.of(connection, here.year(), outline.departments(), here.page());
        return new Page.RegionPage(
                here.onPage(findings.page()),
                outline.chooser(),
                outline.fresh(),
                outline.agreement(),
                figures.get(),
                findings);
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
