package org.jixiao.budget.closing;

import jakarta.enterprise.context.ApplicationScoped;
import org.jixiao.platform.closing.Books;
import org.jixiao.platform.problem.JsonSchema;

/** The projects' money as a closing counts it: what is issued, summed to the fen; nothing but blanks sums to a blank. */
@ApplicationScoped
class ProjectBooks implements Books {

    private static final JsonSchema STATEMENT = JsonSchema.ofResource("/contracts/schemas/closing-1.0.json");

    @Override
    public JsonSchema statement() {
        return STATEMENT;
    }

    @Override
    public String rows() {
        return "select *, state = 'ISSUED' as in_force from project";
    }

    @Override
    public String totals() {
        return """
                json_build_object('projectCount', count(*), 'totals', json_build_object(
                  'total', sum(total)::text, 'fiscalAppropriation', sum(fiscal_appropriation)::text,
                  'specialAccount', sum(special_account)::text, 'other', sum(other)::text, 'executed', sum(executed)::text))
                """;
    }

    @Override
    public String figures() {
        return """
                json_build_object(
                  'total', total::text, 'fiscalAppropriation', fiscal_appropriation::text,
                  'specialAccount', special_account::text, 'other', other::text, 'executed', executed::text)
                """;
    }
}
