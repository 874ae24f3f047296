package org.jixiao.indicator.closing;

import jakarta.enterprise.context.ApplicationScoped;
import org.jixiao.platform.closing.Books;
import org.jixiao.platform.problem.JsonSchema;

/** The goals as a closing counts them: those that are issued, and their indicators. */
@ApplicationScoped
class GoalBooks implements Books {

    private static final JsonSchema STATEMENT = JsonSchema.ofResource("/contracts/schemas/closing-1.0.json");

    @Override
    public JsonSchema statement() {
        return STATEMENT;
    }

    @Override
    public String rows() {
        return """
                select goal.*, state = 'ISSUED' as in_force,
                       (select count(*) from indicator where indicator.project_code = goal.project_code) as indicators
                  from goal
                """;
    }

    @Override
    public String totals() {
        return "json_build_object('goalCount', count(*), 'indicatorCount', coalesce(sum(indicators), 0))";
    }

    @Override
    public String figures() {
        return "json_build_object('indicatorCount', indicators)";
    }
}
