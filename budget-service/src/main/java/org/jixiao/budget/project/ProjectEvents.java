package org.jixiao.budget.project;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.ZoneOffset;
import java.util.Objects;
import org.jixiao.platform.inbox.CloudEvent;
import org.jixiao.platform.money.Money;
import org.jixiao.platform.outbox.OutboxMessage;

/** Words versions of projects as the published event {@code budget.project.changed}. */
final class ProjectEvents {

    static final String TOPIC = "budget.projects.v1";

    private ProjectEvents() {}

    static OutboxMessage message(LedgerEntry entry, long epoch) {
        ProjectContent content = entry.project().content();
        return new CloudEvent(
                        CloudEvent.newId(entry.recordedAt()),
                        "urn:jixiao:service:budget-service",
                        "org.jixiao.budget.project.changed.v1",
                        "project/" + content.projectCode(),
                        entry.recordedAt().atOffset(ZoneOffset.UTC),
                        "urn:jixiao:schema:budget.project.changed:1.0",
                        entry.project().version(),
                        epoch,
                        content.projectCode(),
                        entry.cause(),
                        false,
                        data(entry.project()))
                .traced(entry.traceparent())
                .toMessage(TOPIC);
    }

    private static ObjectNode data(Project project) {
        ProjectContent content = project.content();
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        data.put("projectCode", content.projectCode());
        data.put("fiscalYear", content.fiscalYear());
        data.put("name", content.name());
        data.put("documentNumber", content.documentNumber());
        data.put("funding", content.funding().name());
        data.put("regionCode", content.regionCode());
        data.put("departmentCode", content.departmentCode());
        data.put("unitCode", content.unitCode());
        data.put("currency", "CNY");
        data.set("amounts", json(content.amounts()));
        data.set("issuedAmounts", issuedAmounts(project));
        data.set("amountsChangedAt", amountsChangedAt(project));
        data.put("executed", text(content.executed()));
        data.put("state", content.state().name());
        return data;
    }

    /** The amounts at the first issue; null, as JSON, when there was none, and when there is no project. */
    static JsonNode issuedAmounts(Project project) {
        return project == null || project.issue() == null
                ? JsonNodeFactory.instance.nullNode()
                : json(project.issue().amounts());
    }

    /** When the amounts were last changed since; null, as JSON, while they are as first issued, and when there is no project. */
    static JsonNode amountsChangedAt(Project project) {
        return project == null || project.amountsChangedAt() == null
                ? JsonNodeFactory.instance.nullNode()
                : JsonNodeFactory.instance.textNode(project.amountsChangedAt().toString());
    }

    private static ObjectNode json(Amounts amounts) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("total", text(amounts.total()))
                .put("fiscalAppropriation", text(amounts.fiscalAppropriation()))
                .put("specialAccount", text(amounts.specialAccount()))
                .put("other", text(amounts.other()));
    }

    private static String text(Money amount) {
        return Objects.toString(amount, null);
    }
}
