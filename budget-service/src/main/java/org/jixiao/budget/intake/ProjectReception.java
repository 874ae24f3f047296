package org.jixiao.budget.intake;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jixiao.budget.department.Registered;
import org.jixiao.budget.project.ProjectLedger;
import org.jixiao.platform.closing.ClosedYears;
import org.jixiao.platform.inbox.CloudEvent;
import org.jixiao.platform.inbox.Reception;
import org.jixiao.platform.problem.JsonSchema;

/** Takes projects that sending systems report. */
@ApplicationScoped
class ProjectReception implements Reception {

    private final ProjectLedger ledger;
    private final Clock clock;

    ProjectReception(ProjectLedger ledger, Clock clock) {
        this.ledger = ledger;
        this.clock = clock;
    }

    @Override
    public String domain() {
        return "budget";
    }

    @Override
    public String typePrefix() {
        return ProjectForm.TYPE;
    }

    @Override
    public Map<String, JsonSchema> types() {
        return ProjectForm.TYPES;
    }

    @Override
    public String key(JsonNode data) {
        return ProjectForm.key(data);
    }

    @Override
    public String scopeCode(JsonNode data) {
        return ProjectForm.scopeCode(data);
    }

    @Override
    public String versions() {
        return "select project_code, version, recorded_at, recorded_by from project_history";
    }

    @Override
    public Sitting open(Connection connection, List<CloudEvent> events) throws SQLException {
        ClosedYears closed = ClosedYears.among(
                connection,
                events.stream()
                        .map(event -> event.data().get("fiscalYear").intValue())
                        .toList(),
                events.stream().map(CloudEvent::subject).toList());
        Registered registered =
                Registered.among(connection, texts(events, "departmentCode"), texts(events, "unitCode"));
        return new ProjectSitting(
                connection,
                ledger,
                ledger.lock(connection, texts(events, "projectCode")),
                closed,
                registered,
                clock.instant());
    }

    private static List<String> texts(List<CloudEvent> events, String member) {
        return events.stream().map(event -> event.data().get(member).asText()).toList();
    }
}
