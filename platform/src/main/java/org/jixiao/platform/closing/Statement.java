package org.jixiao.platform.closing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jixiao.platform.problem.Problem;
import org.jixiao.platform.problem.ProblemCode;
import org.jixiao.platform.problem.Text;
import org.jixiao.platform.problem.Violation;

/** What a sender states of a period. */
record Statement(String sender, int fiscalYear, String period, JsonNode json) {

    private static final ProblemCode PERIOD_MISMATCH =
            new ProblemCode("PERIOD_MISMATCH", 422, Text.of("期间不在该年度内", "The period does not lie in the year"));

    /**
     * Reads what the schema has accepted.
     *
     * @throws Problem PERIOD_MISMATCH for a period of another year, INVALID_BODY when a project is there twice
     */
    static Statement read(JsonNode json) {
        Statement statement = new Statement(
                json.get("sender").asText(),
                json.get("fiscalYear").intValue(),
                json.get("period").asText(),
                json);
        if (!statement.period.startsWith(Integer.toString(statement.fiscalYear))) {
            Text text = Text.of("期间须在 %d 年内", "The period must lie in %d", statement.fiscalYear);
            throw new Problem(PERIOD_MISMATCH, text, List.of(new Violation("/period", PERIOD_MISMATCH.code(), text)));
        }
        statement.requireDistinctProjects();
        return statement;
    }

    /** Whether it speaks of the year and not of a month in it. */
    boolean wholeYear() {
        return period.equals(Integer.toString(fiscalYear));
    }

    ObjectNode figures() {
        return Comparison.figures(json);
    }

    private void requireDistinctProjects() {
        Set<String> codes = new HashSet<>();
        List<Violation> twice = new ArrayList<>();
        int at = 0;
        for (JsonNode each : json.path("projects")) {
            if (!codes.add(each.get("projectCode").asText())) {
                Text text = Text.of("同一项目只能出现一次", "A project can be there once");
                twice.add(new Violation("/projects/" + at + "/projectCode", "DUPLICATE", text));
            }
            at++;
        }
        if (!twice.isEmpty()) {
            throw new Problem(ProblemCode.INVALID_BODY, ProblemCode.INVALID_BODY.title(), twice);
        }
    }
}
