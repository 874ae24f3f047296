package org.jixiao.budget.department;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The region that a department lay in for some time.
 *
 * @param from the first day; null for as long as anybody remembers
 * @param to the last day; null while it goes on
 */
@Schema(name = "Membership")
record Membership(
        @Schema(examples = "440104") String regionCode,
        @Schema(nullable = true, examples = "2025-01-01") LocalDate from,
        @Schema(nullable = true) LocalDate to) {

    private static final JsonMapper JSON = new JsonMapper();

    /** Those of a department, one after the other. */
    static List<Membership> of(DepartmentEntity department) {
        return department.memberships == null
                ? List.of(new Membership(department.regionCode, null, null))
                : read(department.memberships);
    }

    /** Reads members in the wire form, which a schema has accepted. */
    static List<Membership> read(JsonNode list) {
        List<Membership> memberships = new ArrayList<>();
        for (JsonNode each : list) {
            memberships.add(
                    new Membership(each.get("regionCode").asText(), date(each.path("from")), date(each.path("to"))));
        }
        return memberships;
    }

    static String write(List<Membership> memberships) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        memberships.forEach(each -> list.addObject()
                .put("regionCode", each.regionCode)
                .put("from", Objects.toString(each.from, null))
                .put("to", Objects.toString(each.to, null)));
        return list.toString();
    }

    /** Whether this one has a last day that is not before its first, and the next begins after it. */
    boolean precedes(Membership next) {
        return to != null && next.from != null && next.from.isAfter(to);
    }

    /** Whether it ends no earlier than it begins. */
    boolean isOrdered() {
        return from == null || to == null || !from.isAfter(to);
    }

    private static List<Membership> read(String kept) {
        try {
            return read(JSON.readTree(kept));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("memberships are kept as JSON", e);
        }
    }

    private static LocalDate date(JsonNode text) {
        return text.isTextual() ? LocalDate.parse(text.textValue()) : null;
    }
}
