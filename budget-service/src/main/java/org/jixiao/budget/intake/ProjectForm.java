package org.jixiao.budget.intake;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jixiao.budget.department.Registered;
import org.jixiao.budget.project.Decision;
import org.jixiao.budget.project.Project;
import org.jixiao.budget.project.ProjectContent;
import org.jixiao.platform.inbox.CloudEvent;
import org.jixiao.platform.inbox.EventForm;
import org.jixiao.platform.inbox.Outcome;
import org.jixiao.platform.problem.JsonSchema;

/** Reported projects as far as they can be judged by themselves: what is registered or recorded is not looked at. */
public final class ProjectForm {

    /** The types of the events about projects, up to the last word. */
    static final String TYPE = "org.jixiao.budget.project";

    /** What is taken from sending systems. */
    static final Map<String, JsonSchema> TYPES =
            Map.of(TYPE + ".reported.v1", JsonSchema.ofResource("/contracts/schemas/budget.project.reported-1.0.json"));

    private ProjectForm() {}

    /** Size, JSON, schema and names of the events. */
    public static EventForm ofEvents() {
        return new EventForm(TYPES, ProjectForm::key);
    }

    /** The code by which the sender's authority is judged. */
    public static String scopeCode(JsonNode data) {
        return data.path("departmentCode").asText();
    }

    /**
     * The rules that an event keeps or breaks whatever was reported before, its department and unit taken as registered.
     *
     * @param event one that {@link #ofEvents} has read
     */
    public static Outcome judge(CloudEvent event) {
        ProjectContent stated = ProjectContent.read(event.partitionKey(), event.data());
        Registered asStated = new Registered(Set.of(stated.departmentCode()), Set.of(stated.unitCode()));
        return switch (Project.first(stated, asStated)) {
            case Decision.Recorded recorded ->
                new Outcome.Accepted(recorded.project().version(), List.of());
            case Decision.Refused refused -> ProjectSitting.rejected(refused);
        };
    }

    static String key(JsonNode data) {
        return data.path("projectCode").asText();
    }
}
