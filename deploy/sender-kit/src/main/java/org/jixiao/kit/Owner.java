package org.jixiao.kit;

import com.fasterxml.jackson.databind.JsonNode;
import org.jixiao.budget.intake.ProjectForm;
import org.jixiao.indicator.intake.GoalForm;
import org.jixiao.platform.inbox.CloudEvent;
import org.jixiao.platform.inbox.EventForm;
import org.jixiao.platform.inbox.Outcome;

/** The services that take events, each with its own rules. */
enum Owner {
    BUDGET(ProjectForm.ofEvents()) {
        @Override
        String scopeCode(JsonNode data) {
            return ProjectForm.scopeCode(data);
        }

        @Override
        Outcome judge(CloudEvent event, Frames frames) {
            return ProjectForm.judge(event);
        }
    },
    INDICATOR(GoalForm.ofEvents()) {
        @Override
        String scopeCode(JsonNode data) {
            return GoalForm.scopeCode(data);
        }

        @Override
        Outcome judge(CloudEvent event, Frames frames) {
            return frames.judge(event);
        }
    };

    private final EventForm form;

    Owner(EventForm form) {
        this.form = form;
    }

    EventForm form() {
        return form;
    }

    /** The code by which the sender's authority is judged. */
    abstract String scopeCode(JsonNode data);

    /** The owner's rules for an event alone. */
    abstract Outcome judge(CloudEvent event, Frames frames);
}
