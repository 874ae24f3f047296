package org.jixiao.reporting.web;

import java.util.List;
import org.jixiao.reporting.assessment.MonitoringLamp;
import org.jixiao.reporting.rollup.AssessedProject;
import org.jixiao.reporting.rollup.LampCounts;
import org.jixiao.reporting.rollup.Rollup;

/**
 * The lamps of the last monitoring.
 *
 * @param ofProjects whether the rows are projects, with their indicators by lamp; else they are what lies right below a
 *     region, with its projects by lamp
 * @param projects all of them by lamp
 * @param kinds indicators by category and lamp
 */
record Monitoring(boolean ofProjects, LampCounts projects, List<Row> rows, Rollup kinds) {

    /**
     * A project, a department or a region.
     *
     * @param href null where there is nothing below
     * @param month null for anything but a project
     * @param lamp null for anything but a project, and for a project without one
     */
    record Row(String name, String href, LampCounts counts, Integer month, MonitoringLamp lamp) {}

    /** Of a department, project by project; those that were not monitored are only counted. */
    static Monitoring ofProjects(LampCounts projects, List<AssessedProject> assessed, Rollup kinds) {
        return new Monitoring(
                true,
                projects,
                assessed.stream()
                        .filter(each -> each.month() != null)
                        .map(each -> new Row(
                                each.name(),
                                "#p-" + each.projectCode(),
                                each.indicatorLamps(),
                                each.month(),
                                each.lamp()))
                        .toList(),
                kinds);
    }

    /** Of a region, by what lies right below it. */
    static Monitoring ofRows(Here here, Rollup rollup, Rollup kinds) {
        return new Monitoring(
                false,
                rollup.lamps(),
                rollup.rows().stream()
                        .map(row -> new Row(
                                row.name() == null ? row.key() : row.name(),
                                here.below(rollup, row),
                                row.lamps(),
                                null,
                                null))
                        .toList(),
                kinds);
    }

    /** Whether anything was monitored. */
    public boolean isThere() {
        return projects.lit() > 0 || (ofProjects && !rows.isEmpty());
    }

    public List<MonitoringLamp> lamps() {
        return List.of(MonitoringLamp.values());
    }
}
