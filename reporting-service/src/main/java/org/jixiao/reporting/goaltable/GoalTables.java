package org.jixiao.reporting.goaltable;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jixiao.reporting.answer.Language;
import org.jixiao.reporting.funding.Amounts;
import org.jixiao.reporting.rollup.Basis;

/** The tables by year and department, made from the read model whenever they are asked for. */
@ApplicationScoped
public class GoalTables {

    private static final String NONE = "[]";

    private final DepartmentYears departmentYears;
    private final Checks checks;
    private final ObjectMapper json;

    GoalTables(DepartmentYears departmentYears, Checks checks, ObjectMapper json) {
        this.departmentYears = departmentYears;
        this.checks = checks;
        this.json = json;
    }

    /** The table; empty when the department has neither a project nor a waiting goal in that year. */
    public Optional<GoalTable> find(Connection connection, int year, String departmentCode, Language language)
            throws SQLException {
        DepartmentYear of = departmentYears.read(connection, year, departmentCode);
        return of.isEmpty() ? Optional.empty() : Optional.of(table(of, language));
    }

    /** The table with its texts laid aside, for any size; empty like {@link #find}. To be closed. */
    public Optional<SpooledTable> spool(Connection connection, int year, String departmentCode, Language language)
            throws SQLException {
        SpooledTexts texts = new SpooledTexts();
        try {
            DepartmentYear of = departmentYears.read(connection, year, departmentCode, line -> {
                texts.add(project(line));
                return line.withoutTexts();
            });
            if (!of.isEmpty()) {
                return Optional.of(new SpooledTable(table(of, language), texts, json));
            }
        } catch (SQLException | RuntimeException e) {
            texts.close();
            throw e;
        }
        texts.close();
        return Optional.empty();
    }

    /** What the rules find in a department's year, as its table would say it. */
    public List<Finding> findings(Connection connection, int year, String departmentCode) throws SQLException {
        return checks.findings(departmentYears.read(connection, year, departmentCode, Line::withoutTexts));
    }

    private GoalTable table(DepartmentYear of, Language language) {
        List<Finding> findings = checks.findings(of);
        Amounts amounts = DepartmentYear.amounts(of.lines());
        return new GoalTable(
                GoalTable.TITLE,
                of.fiscalYear(),
                new GoalTable.Named(of.departmentCode(), of.departmentName()),
                GoalTable.MONEY_UNIT,
                Basis.inForce(of.lines().stream().anyMatch(Line::isAdjusted)),
                of.asOf(),
                of.staleSince(),
                of.isComplete(),
                PrintedAmounts.of(amounts),
                amounts,
                of.units().entrySet().stream().map(unit -> unit(of, unit)).toList(),
                findings.stream().map(finding -> finding.in(language)).toList(),
                notes(of).stream().map(note -> note.in(language)).toList());
    }

    private GoalTable.Unit unit(DepartmentYear of, Map.Entry<String, List<Line>> unit) {
        Amounts amounts = DepartmentYear.amounts(unit.getValue());
        return new GoalTable.Unit(
                new GoalTable.Named(unit.getKey(), of.unitNames().get(unit.getKey())),
                PrintedAmounts.of(amounts),
                amounts,
                unit.getValue().stream().map(this::project).toList());
    }

    private GoalTable.Project project(Line line) {
        PrintedAmounts amounts = PrintedAmounts.of(line.amounts());
        Line.Goal goal = line.goal();
        String assessment = line.assessment() == null ? null : written(line.assessment());
        return goal == null
                ? new GoalTable.Project(
                        line.projectCode(), line.name(), amounts, line.amounts(), null, null, NONE, NONE, assessment)
                : new GoalTable.Project(
                        line.projectCode(),
                        line.name(),
                        amounts,
                        line.amounts(),
                        goal.statement(),
                        goal.indicatorsText(),
                        goal.indicators(),
                        goal.flags(),
                        assessment);
    }

    private String written(GoalTable.Assessment assessment) {
        try {
            return json.writeValueAsString(assessment);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Note> notes(DepartmentYear of) {
        List<Note> notes = new ArrayList<>();
        List<Amounts> units = new ArrayList<>();
        of.units().forEach((code, lines) -> {
            List<Amounts> parts = lines.stream().map(Line::amounts).toList();
            units.add(Amounts.sum(parts));
            notes.addAll(Note.onSum(code, units.getLast(), parts));
            notes.addAll(Note.onSources(code, units.getLast()));
            lines.forEach(line -> notes.addAll(Note.onSources(line.projectCode(), line.amounts())));
        });
        Amounts all = Amounts.sum(units);
        notes.addAll(Note.onSum(of.departmentCode(), all, units));
        notes.addAll(Note.onSources(of.departmentCode(), all));
        return notes;
    }
}
