package org.jixiao.budget.rule;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jixiao.platform.problem.Precondition;
import org.jixiao.platform.problem.Text;

/**
 * The members of a body that only repeat what is settled elsewhere, so that what GET answered can be sent back.
 * Left out they mean nothing; given, they must agree.
 */
public final class ReadOnly {

    private final JsonNode body;
    private final List<Breach> breaches = new ArrayList<>();

    private ReadOnly(JsonNode body) {
        this.body = body;
    }

    public static ReadOnly of(JsonNode body) {
        return new ReadOnly(body);
    }

    /** The member, if given, must be this code. */
    public ReadOnly code(String member, String settled) {
        if (body.has(member) && !body.get(member).asText().equals(settled)) {
            differs(member, settled);
        }
        return this;
    }

    /** The member, if given, must be this value. */
    public ReadOnly json(String member, JsonNode settled) {
        if (body.has(member) && !body.get(member).equals(settled)) {
            differs(member, settled.toString());
        }
        return this;
    }

    /** The member {@code version}, if given, must be the one that the precondition names; something new has none. */
    public ReadOnly version(Precondition precondition) {
        if (body.has("version")) {
            switch (precondition) {
                case Precondition.Seen(long seen) -> {
                    if (body.get("version").longValue() != seen) {
                        differs("version", Long.toString(seen));
                    }
                }
                case Precondition.Absent() -> differs("version", "—");
            }
        }
        return this;
    }

    /** What does not agree. */
    public List<Breach> breaches() {
        return List.copyOf(breaches);
    }

    private void differs(String member, String settled) {
        Text message = Text.of("只读，应为 %s 或省略", "Read-only, should be %s or left out", settled);
        breaches.add(new Breach(Rule.READ_ONLY_FIELD, "/" + member, message));
    }
}
