package org.jixiao.reporting.rollup;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jixiao.reporting.answer.Language;
import org.jixiao.reporting.rollup.Rollup.Missing;
import org.jixiao.reporting.rollup.Rollup.Missing.What;

/** Finds what keeps a rollup from being complete: how much of it, and the first few by code. */
final class Missings {

    static final int CODES = 10;

    /** Looks into the lines of a few departments only: those whose totals say that something is missing there. */
    private static final String LINES = """
            select project_code from project_line
             where fiscal_year = ? and state = 'ISSUED' and %s and (cast(? as text) is null or unit_code = ?)
               and department_code = any (
                     select placed.department_code
                       from unnest(?::text[]) as placed(department_code)
                       join department_total as kept
                         on kept.department_code = placed.department_code and kept.fiscal_year = ?
                      group by 1 having sum(project_count) > sum(%s) order by 1 limit %d)
             order by department_code, project_code limit %d
            """;

    /** There is an index of these lines alone. */
    private static final String WITHOUT_GOAL = """
            select count(*), (array_agg(project_code order by department_code, project_code))[:%d] from project_line
             where fiscal_year = ? and department_code = any (?) and (cast(? as text) is null or unit_code = ?)
               and state = 'ISSUED' and goal_state is distinct from 'ISSUED'
               and num_nonnulls(nullif(total, 0), nullif(fiscal_appropriation, 0), nullif(special_account, 0),
                                nullif(other, 0)) > 0
            """.formatted(CODES);

    private static final String WAITING = """
            select count(*), (array_agg(project_code order by project_code))[:%d]
              from unnest(?::text[]) as placed(department_code)
              join project_line on goal_department_code = placed.department_code
             where goal_fiscal_year = ? and money_epoch is null and goal_state = 'ISSUED'
            """.formatted(CODES);

    private static final String UNTOLD = """
            select placed.department_code
              from unnest(?::text[]) as placed(department_code)
              join department_total as kept
                on kept.department_code = placed.department_code and kept.fiscal_year = ?
             group by 1 having sum(project_count) <> 0 order by 1
            """;

    private final Connection connection;
    private final int year;
    private final Area area;
    private final Placement placement;
    private final Language language;
    private final List<Missing> missing = new ArrayList<>();

    Missings(Connection connection, int year, Area area, Placement placement, Language language) {
        this.connection = connection;
        this.year = year;
        this.area = area;
        this.placement = placement;
        this.language = language;
    }

    /** Nothing is missing when the list is empty. */
    List<Missing> of(Sums total, Strays strays, Basis basis) throws SQLException {
        long projects = total.totals().projectCount();
        if (projects == 0) {
            note(What.DATA, 0, List.of());
        }
        if (projects != total.totals().goalCount()) {
            withoutGoal();
        }
        if (!(area instanceof Area.Unit)) {
            waiting();
        }
        noteIfAny(What.ASSESSED_PROJECTS, strays.waiting(), strays.codes());
        untold();
        var amounts = total.totals().amounts();
        if (!Objects.equals(amounts.total(), amounts.sourcesSum())) {
            note(What.FUND_SOURCES, 1, List.of());
        }
        ofBasis(total, basis, projects);
        return missing;
    }

    private void ofBasis(Sums total, Basis basis, long projects) throws SQLException {
        switch (basis) {
            case ADJUSTED -> {}
            case DECLARED -> noteIfAny(What.DECLARED_AMOUNTS, projects, List.of());
            case ISSUED -> {
                long unknown = projects - total.issuedCount();
                noteIfAny(
                        What.ISSUED_AMOUNTS,
                        unknown,
                        unknown == 0 ? List.of() : lines("not issued_known", "issued_count"));
            }
            case EXECUTED -> {
                long silent = projects - total.executedCount();
                noteIfAny(
                        What.EXECUTED_AMOUNTS,
                        silent,
                        silent == 0 ? List.of() : lines("executed is null", "executed_count"));
            }
        }
    }

    private void withoutGoal() throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(WITHOUT_GOAL)) {
            select.setInt(1, year);
            bindDepartments(select, 2, placement.departments());
            select.setString(3, unit());
            select.setString(4, unit());
            noteIfAny(What.GOALS, select);
        }
    }

    private void waiting() throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(WAITING)) {
            bindDepartments(select, 1, placement.departments());
            select.setInt(2, year);
            noteIfAny(What.PROJECTS, select);
        }
    }

    private void untold() throws SQLException {
        List<String> codes = new ArrayList<>();
        if (!placement.untold().isEmpty()) {
            try (PreparedStatement select = connection.prepareStatement(UNTOLD)) {
                bindDepartments(select, 1, placement.untold());
                select.setInt(2, year);
                addTo(codes, select);
            }
        }
        noteIfAny(What.DEPARTMENT_NAMES, codes.size(), codes.subList(0, Math.min(CODES, codes.size())));
    }

    private List<String> lines(String lacking, String counted) throws SQLException {
        List<String> codes = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(LINES.formatted(lacking, counted, CODES, CODES))) {
            select.setInt(1, year);
            select.setString(2, unit());
            select.setString(3, unit());
            bindDepartments(select, 4, placement.departments());
            select.setInt(5, year);
            addTo(codes, select);
        }
        return codes;
    }

    private String unit() {
        return area instanceof Area.Unit(String code) ? code : null;
    }

    private void bindDepartments(PreparedStatement select, int at, List<String> departments) throws SQLException {
        select.setArray(at, connection.createArrayOf("text", departments.toArray(String[]::new)));
    }

    private static void addTo(List<String> codes, PreparedStatement select) throws SQLException {
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                codes.add(row.getString(1));
            }
        }
    }

    /** @param select a count and the first codes */
    private void noteIfAny(What what, PreparedStatement select) throws SQLException {
        try (ResultSet row = select.executeQuery()) {
            row.next();
            if (row.getLong(1) > 0) {
                note(what, row.getLong(1), List.of((String[]) row.getArray(2).getArray()));
            }
        }
    }

    private void noteIfAny(What what, long count, List<String> codes) {
        if (count != 0) {
            note(what, count, codes);
        }
    }

    private void note(What what, long count, List<String> codes) {
        missing.add(new Missing(what, count, codes, language.of(what.text())));
    }
}
