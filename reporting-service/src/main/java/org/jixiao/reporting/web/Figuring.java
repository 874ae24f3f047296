package org.jixiao.reporting.web;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jixiao.reporting.rollup.Area;
import org.jixiao.reporting.rollup.AssessedProject;
import org.jixiao.reporting.rollup.AssessedProjects;
import org.jixiao.reporting.rollup.By;
import org.jixiao.reporting.rollup.Question;
import org.jixiao.reporting.rollup.Rollup;
import org.jixiao.reporting.rollup.Rollups;
import org.jixiao.reporting.rollup.Spendings;

/** Reads the figures that a page shows beside a table, or of a region. */
@ApplicationScoped
class Figuring {

    private final Rollups rollups;
    private final Spendings spendings;
    private final AssessedProjects assessedProjects;

    Figuring(Rollups rollups, Spendings spendings, AssessedProjects assessedProjects) {
        this.rollups = rollups;
        this.spendings = spendings;
        this.assessedProjects = assessedProjects;
    }

    /** Those of a department, project by project where the money spent is concerned. */
    Optional<Figures> department(Connection connection, Here here) throws SQLException {
        Area area = here.area();
        Optional<Rollup> rows = rollup(connection, here, area, By.FUNDING);
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        Rollup byLamp = rollup(connection, here, area, By.MONEY_LAMP).orElseThrow();
        Execution execution = Execution.ofProjects(
                byLamp, spendings.find(connection, here.year(), here.department(), byLamp.month()));
        Rollup byCategory = rollup(connection, here, area, By.CATEGORY).orElseThrow();
        List<AssessedProject> assessed = assessedProjects.find(connection, here.year(), here.department());
        return Optional.of(new Figures(
                rows.get(),
                execution,
                byLamp,
                byCategory,
                rollup(connection, here, area, By.TYPE).orElseThrow(),
                Monitoring.ofProjects(rows.get().lamps(), assessed, byCategory),
                Evaluation.of(rows.get(), assessed)));
    }

    /** Those of a region, or of its own departments alone; empty when nobody has told of it. */
    Optional<Figures> region(Connection connection, Here here) throws SQLException {
        Area area = here.area();
        Optional<Rollup> rows = rollups.find(
                connection,
                Question.of(here.year(), area, null, here.language()).after(here.after()));
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        Rollup byLamp = rollup(connection, here, area, By.MONEY_LAMP).orElseThrow();
        Execution execution = Execution.ofRows(here, byLamp, rows.get());
        Rollup byCategory = rollup(connection, here, area, By.CATEGORY).orElseThrow();
        return Optional.of(new Figures(
                rows.get(),
                execution,
                byLamp,
                byCategory,
                rollup(connection, here, area, By.TYPE).orElseThrow(),
                Monitoring.ofRows(here, rows.get(), byCategory),
                Evaluation.of(rows.get(), List.of())));
    }

    private Optional<Rollup> rollup(Connection connection, Here here, Area area, By by) throws SQLException {
        return rollups.find(connection, here.year(), area, by, here.language());
    }
}
