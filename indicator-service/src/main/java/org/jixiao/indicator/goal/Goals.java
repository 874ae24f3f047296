package org.jixiao.indicator.goal;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jixiao.platform.access.Scope;
import org.jixiao.platform.problem.Page;

/** The goals as they are read: each answer by one statement, so that a goal and its indicators are of one version. */
@ApplicationScoped
class Goals implements PanacheRepositoryBase<GoalEntity, String> {

    /**
     * What a list is narrowed to; null narrows nothing.
     *
     * @param scope what the caller may see
     */
    record Filter(Scope scope, Integer year, String department, GoalState state, Boolean projectKnown) {}

    /** The goal, when there is one and the caller may see it. */
    Optional<GoalView> find(String projectCode, Scope scope) {
        return find("from GoalEntity goal left join fetch goal.indicators where goal.projectCode = ?1", projectCode)
                .stream()
                .findFirst()
                .filter(goal -> scope.covers(goal.departmentCode()))
                .map(GoalEntity::view);
    }

    /** By project code. */
    Page<GoalView> page(Filter filter, Page.Request request) {
        var conditions = new Conditions();
        conditions.and("g.projectCode > ", request.after());
        conditions.and("g.fiscalYear = ", filter.year);
        conditions.and("g.departmentCode = ", filter.department);
        conditions.and("g.state = ", filter.state);
        conditions.and("g.projectKnown = ", filter.projectKnown);
        conditions.andAnyPrefix("g.departmentCode", filter.scope.prefixes());
        String query = """
                from GoalEntity goal left join fetch goal.indicators where goal.projectCode in
                  (select g.projectCode from GoalEntity g where %s order by g.projectCode limit %d)
                order by goal.projectCode
                """.formatted(conditions.hql(), request.limit() + 1);
        List<GoalView> goals = find(query, conditions.parameters.toArray()).list().stream()
                .map(GoalEntity::view)
                .toList();
        return Page.of(goals, request, GoalView::projectCode);
    }

    /** HQL conditions and their parameters. */
    private static final class Conditions {

        private final List<String> conditions = new ArrayList<>();
        private final List<Object> parameters = new ArrayList<>();

        private void and(String comparison, Object value) {
            if (value != null) {
                conditions.add(comparison + bound(value));
            }
        }

        private void andAnyPrefix(String path, Set<String> prefixes) {
            List<String> any = prefixes.stream()
                    .map(prefix -> path + " like " + bound(prefix + "%"))
                    .toList();
            conditions.add(any.isEmpty() ? "1 = 0" : "(" + String.join(" or ", any) + ")");
        }

        private String bound(Object value) {
            parameters.add(value);
            return "?" + parameters.size();
        }

        private String hql() {
            return String.join(" and ", conditions);
        }
    }
}
