package org.jixiao.indicator.goal;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jixiao.platform.problem.Precondition;
import org.jixiao.platform.problem.Problem;
import org.jixiao.platform.problem.Text;
import org.jixiao.platform.problem.Violation;

/** A body that was read before and is sent back: what it repeats of its address and its version is what it is sent to. */
public final class Addressed {

    private final JsonNode json;
    private final List<Violation> violations = new ArrayList<>();

    public Addressed(JsonNode json) {
        this.json = json;
    }

    /** It belongs to this project. */
    public Addressed at(String projectCode) {
        if (json.hasNonNull("projectCode") && !json.get("projectCode").asText().equals(projectCode)) {
            refuse("projectCode", Text.of("与地址中的项目代码不同", "Differs from the address"));
        }
        return this;
    }

    /** It is about this month. */
    public Addressed of(int month) {
        if (json.hasNonNull("month") && json.get("month").intValue() != month) {
            refuse("month", Text.of("与地址中的月份不同", "Differs from the address"));
        }
        return this;
    }

    /** Its version is the one that the caller has seen. */
    public Addressed after(Precondition precondition) {
        boolean seen = precondition instanceof Precondition.Seen(long version)
                && json.path("version").longValue() == version;
        if (json.hasNonNull("version") && !seen) {
            refuse("version", Text.of("与 If-Match 的版本不同", "Differs from If-Match"));
        }
        return this;
    }

    /** @throws Problem READ_ONLY_FIELD unless all is so */
    public void require() {
        if (!violations.isEmpty()) {
            throw Refusal.of(violations);
        }
    }

    private void refuse(String member, Text text) {
        violations.add(new Violation("/" + member, "READ_ONLY_FIELD", text));
    }
}
